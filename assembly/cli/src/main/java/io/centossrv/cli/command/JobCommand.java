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
import io.centossrv.cli.text.Spans;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "job", description = "Jobs: work on nodes, and how it went.")
final class JobCommand extends Noun {
    private static final String PATH = "/api/v1/jobs/";
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
            Column.time("EXPIRES", "expiresAt").onlyWide(),
            Column.of("TARGET", "target").onlyWide());
    private static final Listing NODES = Listing.named(
            List.of("name", "node"),
            Column.of("NODE", "name"),
            Column.of("STATE", "state"),
            new Column("REASON", false, (node, times) -> node.text("reason").orElse("")),
            Column.time("STARTED", "startedAt"),
            Column.time("ENDED", "endedAt"),
            Column.of("BATCH", "batch").onlyWide(),
            Column.time("QUEUED", "queuedAt").onlyWide(),
            Column.time("WAITING", "waitingAt").onlyWide(),
            Column.time("DELIVERED", "deliveredAt").onlyWide());

    JobCommand(Session session) {
        super(session);
    }

    @Command(name = "list", description = "Lists the newest jobs.")
    int list(
            @Option(names = "--limit", paramLabel = "N", description = "How many.", defaultValue = "20") int limit,
            @Option(names = "--state", paramLabel = "STATE", description = "Only in this state; may be repeated.")
                    List<String> states,
            @Option(names = "--by", paramLabel = "ACCOUNT", description = "Only those that it submitted.") String actor,
            @Option(names = "--target", paramLabel = "TARGET", description = "Only those asked for with it.")
                    String target,
            @Option(names = "--since", paramLabel = "SPAN|TIME", description = "Not older, such as 2h.") String since) {
        StringBuilder path = new StringBuilder("/api/v1/jobs?limit=" + Math.max(1, Math.min(limit, 1000)));
        Optional.ofNullable(states).orElse(List.of()).forEach(state -> add(path, "state", state));
        Optional.ofNullable(actor).ifPresent(text -> add(path, "actor", text));
        Optional.ofNullable(target).ifPresent(text -> add(path, "target", text));
        Optional.ofNullable(since).ifPresent(text -> add(path, "since", time(text)));
        session().printer().list(LISTING, session().api().some(path.toString(), limit));
        return ExitCode.OK.number();
    }

    private static void add(StringBuilder path, String name, String value) {
        path.append('&').append(name).append('=').append(ApiClient.encode(value));
    }

    private String time(String text) {
        try {
            return session()
                    .surroundings()
                    .clock()
                    .instant()
                    .minus(Spans.parse(text))
                    .toString();
        } catch (IllegalArgumentException e) {
            // no span: the control plane says whether it is a time
            return text;
        }
    }

    @Command(name = "cancel", description = "Ends a job: what waits never starts, what runs is told to stop.")
    int cancel(
            @Parameters(paramLabel = "JOB") String id,
            @Option(names = "--reason", paramLabel = "TEXT", description = "Why.") String reason) {
        JsonObject job = session()
                .api()
                .postOnce(
                        PATH + ApiClient.encode(id) + "/cancel",
                        JsonObject.with()
                                .text("reason", Optional.ofNullable(reason))
                                .build());
        session().printer().list(LISTING, List.of(job));
        return ExitCode.OK.number();
    }

    @Command(name = "resume", description = "Goes on with a stopped job where it never started, as a new job.")
    int resume(
            @Parameters(paramLabel = "JOB") String id,
            @Option(names = "--diff", description = "Show differences.") boolean diff,
            @Option(names = "--detach", description = "Don't wait for the end; print the job's id.") boolean detach) {
        ApiClient api = session().api();
        JsonObject job = api.post(PATH + ApiClient.encode(id) + "/resume", JsonObject.empty());
        return JobEnding.of(session(), api, job, detach, diff, false).number();
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
                    boolean detailed,
            @Option(names = "--live", description = "Show what is printed as it is printed, on standard error.")
                    boolean live) {
        ApiClient api = session().api();
        return new JobWatch(
                        api,
                        session().terminal(),
                        session().printer(),
                        session().surroundings().pause(),
                        live)
                .follow(id, diff, detailed)
                .number();
    }
}
