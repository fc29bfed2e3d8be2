// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import io.centossrv.cli.json.JsonObject;
import io.centossrv.cli.net.ApiClient;
import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.outcome.Failure;
import io.centossrv.cli.output.Column;
import io.centossrv.cli.output.Listing;
import io.centossrv.cli.output.Printer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "schedule", description = "Schedules: commands that run again and again.")
final class ScheduleCommand extends Noun {
    private static final String PATH = "/api/v1/schedules";
    private static final String NAME = "NAME";
    private static final Listing LISTING = Listing.named(
            List.of("name"),
            Column.of("NAME", "name"),
            Column.of("CRON", "cron"),
            Column.of("ZONE", "zone"),
            Column.time("NEXT", "nextAt"),
            Column.of("TARGET", "target"),
            Column.of("COMMAND", "command"),
            Column.of("MISSED", "missed").onlyWide(),
            Column.of("OVERLAP", "overlap").onlyWide(),
            Column.of("JITTER", "jitter").onlyWide(),
            Column.of("BY", "owner").onlyWide());
    private static final Listing RUNS = Listing.named(
            List.of("job", "id"),
            Column.time("DUE", "dueAt"),
            Column.of("STATE", "state"),
            Column.of("JOB", "job"),
            new Column("REASON", false, (run, times) -> run.text("reason").orElse("")));

    ScheduleCommand(Session session) {
        super(session);
    }

    @Command(
            name = "add",
            description = {
                "Runs a command again and again:",
                "csrv schedule add nightly --cron '30 2 * * *' --zone America/Chicago 'web*' -- /usr/local/bin/backup"
            })
    int add(
            @Parameters(index = "0", paramLabel = NAME, description = "What it is called.") String name,
            @Parameters(index = "1", paramLabel = "TARGET", description = "Which nodes, at each run.") String target,
            @Parameters(index = "2..*", arity = "1..*", paramLabel = "ARGV", description = "The command, after --.")
                    List<String> argv,
            @Option(
                            names = "--cron",
                            required = true,
                            paramLabel = "LINE",
                            description = "Minute, hour, day of month, month, day of week; or @daily and the like.")
                    String cron,
            @Option(names = "--zone", required = true, paramLabel = "ZONE", description = "Such as America/Chicago.")
                    String zone,
            @Option(names = "--jitter", paramLabel = "SPAN", description = "Up to how much later a run may start.")
                    Duration jitter,
            @Option(names = "--missed", paramLabel = "POLICY", description = "skip, run-once or run-all missed runs.")
                    String missed,
            @Option(names = "--overlap", paramLabel = "POLICY", description = "skip, queue or parallel while one runs.")
                    String overlap,
            @Option(names = "--yes", description = "Don't ask when there are many nodes.") boolean yes,
            @Mixin RunOptions options) {
        ApiClient api = session().api();
        JsonObject.Builder run = options.request(
                target, argv, session().terminal(), session().surroundings().environment());
        Brake brake = new Brake(session().terminal(), new Targets(api), yes);
        brake.run(target).ifPresent(number -> run.number("confirm", number));
        JsonObject.Builder schedule = JsonObject.with()
                .text("name", name)
                .text("cron", cron)
                .text("zone", zone)
                .text("jitter", Optional.ofNullable(jitter).map(Duration::toString))
                .text("missed", Optional.ofNullable(missed))
                .text("overlap", Optional.ofNullable(overlap));
        JsonObject added;
        try {
            added = api.post(PATH, schedule.put("run", run.build()).build());
        } catch (Failure refusal) {
            run.number("confirm", brake.confirmed(refusal));
            added = api.post(PATH, schedule.put("run", run.build()).build());
        }
        session().printer().list(LISTING, List.of(added));
        return ExitCode.OK.number();
    }

    @Command(name = "list", description = "Lists schedules.")
    int list() {
        session().printer().list(LISTING, session().api().all(PATH));
        return ExitCode.OK.number();
    }

    @Command(name = "show", description = "Shows a schedule, its next times and its last runs.")
    int show(@Parameters(paramLabel = NAME) String name) {
        ApiClient api = session().api();
        JsonObject schedule = api.get(path(name));
        List<JsonObject> runs = api.all(path(name) + "/runs");
        Printer printer = session().printer();
        if (printer.format().isForPeople()) {
            printer.item(LISTING, schedule);
            session().terminal().data().println();
            printer.list(RUNS, runs);
        } else {
            printer.item(
                    LISTING,
                    JsonObject.with()
                            .text("name", name)
                            .put("schedule", schedule)
                            .put("runs", io.centossrv.cli.json.JsonArray.of(runs))
                            .build());
        }
        return ExitCode.OK.number();
    }

    @Command(name = "remove", description = "Removes a schedule; jobs that it submitted stay.")
    int remove(@Parameters(paramLabel = NAME) String name) {
        session().api().delete(path(name));
        session().terminal().say("Removed " + name + ".");
        return ExitCode.OK.number();
    }

    @Command(name = "enable", description = "Lets a schedule run from now on.")
    int enable(@Parameters(paramLabel = NAME) String name) {
        return change(name, "enable");
    }

    @Command(name = "disable", description = "Keeps a schedule from running.")
    int disable(@Parameters(paramLabel = NAME) String name) {
        return change(name, "disable");
    }

    @Command(name = "run", description = "Has a schedule run now, also one that is not enabled.")
    int run(@Parameters(paramLabel = NAME) String name) {
        JsonObject run = session().api().post(path(name) + "/run", JsonObject.empty());
        session().printer().list(RUNS, List.of(run));
        return ExitCode.OK.number();
    }

    private int change(String name, String verb) {
        JsonObject schedule = session().api().post(path(name) + "/" + verb, JsonObject.empty());
        session().printer().list(LISTING, List.of(schedule));
        return ExitCode.OK.number();
    }

    private static String path(String name) {
        return PATH + "/" + ApiClient.encode(name);
    }
}
