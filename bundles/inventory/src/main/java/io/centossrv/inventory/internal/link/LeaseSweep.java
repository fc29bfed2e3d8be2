// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.link;

import io.centossrv.inventory.internal.store.PostgresLinkStore;
import io.centossrv.inventory.internal.store.PostgresWatchStore;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.readiness.ReadinessCheck;
import io.centossrv.protocol.NodeId;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
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

/**
 * Makes good, every few seconds, what a lost signal left wrong: a lease that ended while nobody said so, and a link of a
 * node that was revoked while another control plane, or a dying one, held it. As it asks the database all the time, it is
 * also what tells whether this domain is ready.
 */
@Component(immediate = true, configurationPid = "io.centossrv.inventory")
public final class LeaseSweep implements ReadinessCheck {
    private static final Duration PERIOD = Duration.ofSeconds(5);

    /** So long nobody looks between two sweeps that are late, at most. */
    private static final Duration BLIND = PERIOD.multipliedBy(3);

    private static final Logger LOG = LoggerFactory.getLogger(LeaseSweep.class);

    private final PostgresLinkStore links;
    private final PostgresWatchStore watch;
    private final LinkCutter cutter;
    private final LinkLeaseSettings settings;
    private final Clock clock;
    private final OutageLog log = new OutageLog("Nodes that are gone may show as online.");
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "inventory-lease-sweep");
        thread.setDaemon(true);
        return thread;
    });
    private final ScheduledFuture<?> sweeps;
    private volatile Optional<String> obstacle = Optional.of("starting");

    @Activate
    public LeaseSweep(
            @Reference PostgresLinkStore links,
            @Reference PostgresWatchStore watch,
            @Reference LinkCutter cutter,
            LinkLeaseConfig config) {
        this(links, watch, cutter, LinkLeaseSettings.of(config), Clock.systemUTC(), PERIOD);
    }

    LeaseSweep(
            PostgresLinkStore links,
            PostgresWatchStore watch,
            LinkCutter cutter,
            LinkLeaseSettings settings,
            Clock clock,
            Duration period) {
        this.links = links;
        this.watch = watch;
        this.cutter = cutter;
        this.settings = settings;
        this.clock = clock;
        this.sweeps = timer.scheduleWithFixedDelay(this::sweep, 0, period.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Deactivate
    void stop() {
        sweeps.cancel(false);
        timer.shutdown();
    }

    @Override
    public String name() {
        return "inventory";
    }

    @Override
    public Optional<String> obstacle() {
        return obstacle;
    }

    private void sweep() {
        try {
            Duration blind = watch.look(BLIND, settings.lease());
            if (!blind.isZero()) {
                LOG.info("Nobody looked after the nodes for {}; nodes are not judged by that time.", blind);
            }
            links.expire(clock.instant().truncatedTo(ChronoUnit.MICROS));
            for (NodeId node : links.unwelcome(cutter.linked())) {
                cutter.cut(node, "not accepted");
            }
            obstacle = Optional.empty();
            log.works();
        } catch (CentossrvException e) {
            obstacle = Optional.of("the database does not answer");
            log.fails(e);
        }
    }
}
