// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.schedule;

import io.centossrv.jobs.internal.plan.JobIds;
import io.centossrv.jobs.internal.store.JobsDatabase;
import io.centossrv.jobs.internal.store.PostgresScheduleRuns;
import io.centossrv.jobs.internal.submit.RunJobs;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the schedule engine, each second. */
@Component(immediate = true, service = ScheduleLoop.class)
public final class ScheduleLoop {
    private static final Logger LOG = LoggerFactory.getLogger(ScheduleLoop.class);

    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "jobs-schedules"));
    private final ScheduleEngine engine;
    private final ScheduledFuture<?> repeated;
    private boolean failing;

    @Activate
    public ScheduleLoop(@Reference JobsDatabase database, @Reference RunJobs jobs) {
        Clock clock = Clock.systemUTC();
        JobIds ids = new JobIds(clock);
        engine = new ScheduleEngine(
                new PostgresScheduleRuns(database, () -> ids.next().value()), jobs, clock);
        repeated = thread.scheduleWithFixedDelay(this::pass, 1, 1, TimeUnit.SECONDS);
    }

    private void pass() {
        try {
            engine.pass();
            if (failing) {
                failing = false;
                LOG.info("Schedules run again.");
            }
        } catch (RuntimeException e) {
            if (!failing) {
                failing = true;
                LOG.warn("Schedules can't run; trying again each second.", e);
            }
        }
    }

    @Deactivate
    void stop() throws InterruptedException {
        repeated.cancel(false);
        thread.shutdown();
        if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
            thread.shutdownNow();
        }
    }
}
