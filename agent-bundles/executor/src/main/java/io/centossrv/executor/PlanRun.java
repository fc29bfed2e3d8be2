// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor;

import io.centossrv.executor.journal.JobFolder;
import io.centossrv.executor.journal.JobResult;
import io.centossrv.executor.plan.Plan;
import io.centossrv.executor.secret.Mask;
import io.centossrv.executor.secret.MaskedWatcher;
import io.centossrv.executor.socket.JobWatch;
import io.centossrv.playbook.module.Cancellation;
import io.centossrv.playbook.module.Deadline;
import io.centossrv.playbook.module.ModuleCatalog;
import io.centossrv.playbook.module.OutputLimits;
import io.centossrv.playbook.run.PlayRunner;
import io.centossrv.playbook.run.RunOutcome;
import io.centossrv.playbook.run.RunSettings;
import io.centossrv.playbook.run.TaskReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one claimed plan and keeps what comes of it. */
final class PlanRun {
    private static final Logger LOG = LoggerFactory.getLogger(PlanRun.class);

    /** Once so much is written of one job, its tasks' output and differences are kept in brief. */
    private static final long MOST_WRITTEN = 32L * 1024 * 1024;

    private final Plan plan;
    private final Mask mask;
    private final JobFolder folder;
    private final ModuleCatalog modules;
    private final Map<String, String> environment;
    private final Clock clock;
    private final OutputLimits limits;
    private final JobWatch watch = new JobWatch();
    private final Cancellation cancellation = new Cancellation();
    private int results;
    private long written;

    PlanRun(
            Plan plan,
            JobFolder folder,
            ModuleCatalog modules,
            Map<String, String> environment,
            Clock clock,
            OutputLimits limits) {
        this.plan = plan;
        this.mask = Mask.of(plan.secrets());
        this.folder = folder;
        this.modules = modules;
        this.environment = environment;
        this.clock = clock;
        this.limits = limits;
    }

    /** Returns where one sees how far it is. */
    JobWatch watch() {
        return watch;
    }

    /** Asks it to end before its time; it says itself how it ended. */
    void cancel() {
        cancellation.ask();
    }

    /** Runs it to its end; never throws. */
    JobResult run() {
        Instant startedAt = clock.instant();
        try (FileChannel events = folder.openEvents()) {
            RunSettings settings = new RunSettings(
                    plan.check(),
                    plan.diff(),
                    plan.project(),
                    RunEnvironment.folder(environment),
                    environment,
                    Deadline.in(plan.timeout()),
                    clock,
                    cancellation,
                    limits,
                    index -> MaskedWatcher.of(mask, watch.live().watcher(index)));
            RunOutcome outcome = new PlayRunner(modules, settings, report -> keep(events, report)).run(plan.plays());
            return result(
                    outcome.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    mask.text(outcome.reason()),
                    startedAt);
        } catch (UncheckedIOException | IOException e) {
            LOG.error("The journal can't be written: a job was stopped. job={} results={}", plan.job(), results, e);
            return result(
                    "failed",
                    "the journal can't be written (is the disk full?): after task number " + (results + 1)
                            + " had ended the job was stopped, and that task's result is lost",
                    startedAt);
        } catch (RuntimeException e) {
            LOG.error("A job broke. job={} error={}", plan.job(), e.getClass().getName(), e);
            return result("failed", "the executor broke: " + e.getClass().getName(), startedAt);
        }
    }

    private void keep(FileChannel events, TaskReport report) {
        try {
            written += JobFolder.append(
                    events, written < MOST_WRITTEN ? EventForm.of(report, mask) : EventForm.brief(report, mask));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        results++;
        watch.progressed();
    }

    private JobResult result(String outcome, String reason, Instant startedAt) {
        return new JobResult(outcome, "", reason, startedAt, clock.instant(), results);
    }
}
