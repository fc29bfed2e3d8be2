// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import io.centossrv.cli.job.JobWatch;
import io.centossrv.cli.json.Json;
import io.centossrv.cli.json.JsonObject;
import io.centossrv.cli.net.ApiClient;
import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.output.Column;
import io.centossrv.cli.output.Listing;
import io.centossrv.cli.output.Printer;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "job", description = "Jobs: work on nodes, and how it went.")
final class JobCommand extends Noun {
    static final Listing LISTING = Listing.named(
            List.of("id"),
            Column.of("ID", "id"),
            Column.of("KIND", "kind"),
            Column.of("STATE", "state"),
            new Column("NODES", false, (job, times) -> job.object("counts").fields().entrySet().stream()
                    .map(count -> count.getKey() + "=" + count.getValue().plain())
                    .collect(Collectors.joining(" "))),
            Column.age("SUBMITTED", "submittedAt"),
            Column.of("TITLE", "title"),
            Column.of("BY", "actor").onlyWide(),
            Column.time("ENDED", "endedAt").onlyWide(),
            Column.time("EXPIRES", "expiresAt").onlyWide());
    private static final Listing NODES = Listing.named(
            List.of("name", "node"),
            Column.of("NODE", "name"),
            Column.of("STATE", "state"),
            new Column("REASON", false, (node, times) -> node.text("reason").orElse("")),
            Column.time("STARTED", "startedAt"),
            Column.time("ENDED", "endedAt"),
            Column.time("DELIVERED", "deliveredAt").onlyWide());

    JobCommand(Session session) {
        super(session);
    }

    @Command(name = "list", description = "Lists the newest jobs.")
    int list(@Option(names = "--limit", paramLabel = "N", description = "How many.", defaultValue = "20") int limit) {
        List<JsonObject> jobs = session().api().some("/api/v1/jobs?limit=" + Math.max(1, Math.min(limit, 1000)), limit);
        session().printer().list(LISTING, jobs);
        return ExitCode.OK.number();
    }

    @Command(name = "show", description = "Shows a job and its nodes.")
    int show(@Parameters(paramLabel = "JOB") String id) {
        JsonObject whole = JobWatch.whole(session().api(), id);
        Printer printer = session().printer();
        if (printer.format().isForPeople()) {
            printer.item(LISTING, whole.object("job"));
            session().terminal().data().println();
            printer.list(NODES, whole.objects("nodes"));
        } else if (printer.format() == io.centossrv.cli.output.Format.name) {
            session()
                    .terminal()
                    .line(whole.object("job").get("id").map(Json::plain).orElse("-"));
        } else {
            printer.item(LISTING, whole);
        }
        return ExitCode.OK.number();
    }

    @Command(name = "watch", description = "Follows a job to its end, and ends as it does.")
    int watch(
            @Parameters(paramLabel = "JOB") String id,
            @Option(names = "--diff", description = "Show differences.") boolean diff,
            @Option(names = "--detailed-exitcode", description = "End with 10 where something changed.")
                    boolean detailed) {
        ApiClient api = session().api();
        return new JobWatch(
                        api,
                        session().terminal(),
                        session().printer(),
                        session().surroundings().pause())
                .follow(id, diff, detailed)
                .number();
    }
}
