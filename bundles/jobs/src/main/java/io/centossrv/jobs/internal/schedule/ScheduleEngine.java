// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.schedule;

import io.centossrv.jobs.Job;
import io.centossrv.jobs.internal.cron.ScheduleRun.State;
import io.centossrv.jobs.internal.store.PostgresScheduleRuns;
import io.centossrv.jobs.internal.store.PostgresScheduleRuns.Due;
import io.centossrv.jobs.internal.submit.RunJobs;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorKind;
import io.centossrv.platform.security.Caller;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Submits the jobs of schedules whose time has come. All that it knows is in the database. {@link #pass} is called by one
 * thread at a time.
 */
final class ScheduleEngine {
    private static final Logger LOG = LoggerFactory.getLogger(ScheduleEngine.class);

    /** Longer than a submission takes. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    /** How long a run is tried while a part of the control plane is away. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final int BATCH = 50;

    private final PostgresScheduleRuns runs;
    private final RunJobs jobs;
    private final Clock clock;
    private final ScheduledRequest requests = new ScheduledRequest();

    ScheduleEngine(PostgresScheduleRuns runs, RunJobs jobs, Clock clock) {
        this.runs = runs;
        this.jobs = jobs;
        this.clock = clock;
    }

    void pass() {
        int planned;
        do {
            planned = runs.plan(clock.instant(), BATCH);
        } while (planned == BATCH);
        List<Due> claimed;
        do {
            Instant now = clock.instant();
            claimed = runs.claim(now, now.plus(LEASE), BATCH);
            for (Due due : claimed) {
                submit(due);
            }
        } while (claimed.size() == BATCH);
    }

    private void submit(Due due) {
        Caller owner = new Caller(due.schedule().owner(), Set.of("job:run"));
        try {
            Job job = jobs.submitScheduled(
                    owner,
                    requests.read(due.schedule().request()),
                    due.schedule().confirmed(),
                    "schedule-run-" + due.run().id());
            runs.settle(due, State.SUBMITTED, "", Optional.of(job.id()), clock.instant());
        } catch (CentossrvException e) {
            Instant now = clock.instant();
            boolean again = e.code().kind() == ErrorKind.UNAVAILABLE
                    && due.run().at().plus(PATIENCE).isAfter(now);
            if (!again) {
                LOG.warn(
                        "A schedule could not run: schedule={} code={}",
                        due.schedule().name(),
                        e.code().name());
            }
            runs.settle(
                    due,
                    again ? State.QUEUED : State.FAILED,
                    again ? "" : e.code().name(),
                    Optional.empty(),
                    now);
        }
    }
}
