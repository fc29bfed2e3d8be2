// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.job;

import io.centossrv.cli.json.JsonObject;
import io.centossrv.cli.net.ApiClient;
import io.centossrv.cli.net.Pause;
import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.outcome.Failure;
import io.centossrv.cli.output.Format;
import io.centossrv.cli.output.Printer;
import io.centossrv.cli.output.Terminal;
import java.time.Duration;
import java.util.List;

/** Follows a job until it has ended, and shows it. */
public final class JobWatch {
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final int FAILURES_BORNE = 10;

    private final ApiClient api;
    private final Terminal terminal;
    private final Printer printer;
    private final Pause pause;
    private final boolean live;

    /** Makes a watch. */
    public JobWatch(ApiClient api, Terminal terminal, Printer printer, Pause pause) {
        this(api, terminal, printer, pause, false);
    }

    /**
     * Makes a watch.
     *
     * @param live whether it shows what is printed just now
     */
    public JobWatch(ApiClient api, Terminal terminal, Printer printer, Pause pause, boolean live) {
        this.api = api;
        this.terminal = terminal;
        this.printer = printer;
        this.pause = pause;
        this.live = live;
    }

    /**
     * Follows a job.
     *
     * @param id of the job
     * @param diff whether differences are shown
     * @param detailed whether changes count for the exit code
     */
    public ExitCode follow(String id, boolean diff, boolean detailed) {
        Thread farewell = new Thread(
                () -> terminal.say("Detached: the job goes on. Watch it again: csrv job watch " + id), "farewell");
        Runtime.getRuntime().addShutdownHook(farewell);
        try {
            JobView job = poll(id, diff);
            return JobOutcome.of(job, detailed);
        } finally {
            forget(farewell);
        }
    }

    /** Returns a job with its nodes as they are now. */
    public static JsonObject whole(ApiClient api, String id) {
        return look(api, id).whole();
    }

    private JobView poll(String id, boolean diff) {
        JobView job = lookPatiently(id);
        JobListener listener = listener(job, diff);
        Duration wait = FIRST;
        LiveLines lines = new LiveLines(api, terminal, id);
        while (!job.isFinal()) {
            listener.seen(job);
            if (live) {
                lines.show();
            }
            pause.orStop(wait);
            Duration longer = wait.multipliedBy(3).dividedBy(2);
            wait = longer.compareTo(LONGEST) > 0 ? LONGEST : longer;
            job = lookPatiently(id);
        }
        if (live) {
            lines.show();
            lines.end();
        }
        listener.seen(job);
        listener.ended(job);
        return job;
    }

    /** A control plane that restarts is no reason to lose sight of a job. */
    private JobView lookPatiently(String id) {
        for (int failures = 1; ; failures++) {
            try {
                return look(api, id);
            } catch (Failure failure) {
                if (failure.exit() != ExitCode.TRY_AGAIN || failures == FAILURES_BORNE) {
                    throw failure.exit() == ExitCode.TRY_AGAIN
                            ? failure.next("The job goes on. Watch it again: csrv job watch " + id)
                            : failure;
                }
                pause.orStop(LONGEST);
            }
        }
    }

    private static JobView look(ApiClient api, String id) {
        String path = "/api/v1/jobs/" + ApiClient.encode(id);
        // the job first: its nodes are then at least as new, and complete once it has ended
        JsonObject job = api.get(path);
        List<NodeView> nodes =
                api.all(path + "/nodes?limit=1000").stream().map(NodeView::of).toList();
        return new JobView(job, nodes);
    }

    private JobListener listener(JobView job, boolean diff) {
        if (printer.format() != Format.table && printer.format() != Format.wide) {
            return new DataOutput(terminal, printer);
        }
        return job.kind().filter("play"::equals).isPresent() ? new PlayOutput(terminal, diff) : new RunOutput(terminal);
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is ending already: then the hook is what the user is to see
            return;
        }
    }
}
