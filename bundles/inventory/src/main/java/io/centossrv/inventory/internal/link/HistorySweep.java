// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.link;

import io.centossrv.inventory.internal.store.HistorySweepStore;
import io.centossrv.platform.CentossrvException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Forgets, every few hours, changes that are older than 400 days, and things that no node has had since. */
@Component(immediate = true)
public final class HistorySweep {
    private static final Duration PERIOD = Duration.ofHours(6);
    private static final Duration KEPT = Duration.ofDays(400);
    private static final Duration ORPHANS_KEPT = Duration.ofDays(1);

    private final HistorySweepStore store;
    private final Clock clock;
    private final OutageLog log = new OutageLog("The history of nodes is not trimmed.");
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "inventory-history-sweep");
        thread.setDaemon(true);
        return thread;
    });
    private final ScheduledFuture<?> sweeps;

    @Activate
    public HistorySweep(@Reference HistorySweepStore store) {
        this(store, Clock.systemUTC(), PERIOD, PERIOD);
    }

    HistorySweep(HistorySweepStore store, Clock clock, Duration first, Duration period) {
        this.store = store;
        this.clock = clock;
        this.sweeps =
                timer.scheduleWithFixedDelay(this::sweep, first.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Deactivate
    void stop() {
        sweeps.cancel(false);
        timer.shutdown();
    }

    private void sweep() {
        try {
            Instant now = clock.instant();
            store.forget(now.minus(KEPT));
            store.removeOrphans(now.minus(ORPHANS_KEPT));
            log.works();
        } catch (CentossrvException e) {
            log.fails(e);
        }
    }
}
