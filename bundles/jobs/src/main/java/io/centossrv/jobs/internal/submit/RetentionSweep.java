// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.submit;

import io.centossrv.jobs.internal.store.JobsDatabase;
import io.centossrv.jobs.internal.store.PostgresOutput;
import io.centossrv.jobs.internal.store.PostgresRetention;
import io.centossrv.platform.settings.Setting;
import io.centossrv.platform.settings.SettingsDeclaration;
import io.centossrv.platform.settings.SettingsService;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
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

/** Drops old jobs, every ten minutes. */
@Component(immediate = true, service = SettingsDeclaration.class)
public final class RetentionSweep implements SettingsDeclaration {
    /** How long a job is kept after its end. */
    static final Setting<Duration> KEPT =
            Setting.ofDuration("jobs.kept", Duration.ofDays(90), "How long a job is kept after its end.");

    /** How many jobs are kept. */
    static final Setting<Integer> MOST = Setting.ofInteger(
            "jobs.most", 20_000, 100, 10_000_000, "How many ended jobs are kept; the oldest go first.");

    private static final Logger LOG = LoggerFactory.getLogger(RetentionSweep.class);

    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "jobs-retention"));
    private final PostgresRetention retention;
    private final PostgresOutput output;
    private final SettingsService settings;
    private final ScheduledFuture<?> repeated;
    private final Clock clock = Clock.systemUTC();

    @Activate
    public RetentionSweep(@Reference JobsDatabase jobs, @Reference SettingsService settings) {
        retention = new PostgresRetention(jobs);
        output = new PostgresOutput(jobs);
        this.settings = settings;
        repeated = thread.scheduleWithFixedDelay(this::sweep, 1, 10, TimeUnit.MINUTES);
    }

    private void sweep() {
        try {
            int dropped = retention.sweep(clock.instant(), settings.get(KEPT), settings.get(MOST));
            output.sweep(clock.instant());
            LOG.debug("Dropped rows that are no longer kept: rows={}", dropped);
        } catch (RuntimeException e) {
            LOG.warn("Old jobs could not be dropped; trying again in ten minutes.", e);
        }
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(KEPT, MOST);
    }

    @Deactivate
    void stop() {
        repeated.cancel(false);
        thread.shutdownNow();
    }
}
