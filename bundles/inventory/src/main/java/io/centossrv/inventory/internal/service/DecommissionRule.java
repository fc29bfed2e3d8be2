// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.service;

import io.centossrv.inventory.internal.Repetitions;
import io.centossrv.inventory.internal.store.PostgresStandingStore;
import io.centossrv.inventory.internal.store.PostgresUnseenStore;
import io.centossrv.inventory.internal.store.PostgresUnseenStore.Unseen;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.settings.Setting;
import io.centossrv.platform.settings.SettingsDeclaration;
import io.centossrv.platform.settings.SettingsService;
import io.centossrv.protocol.NodeId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
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
 * Quarantines or retires nodes that nobody has seen for long. Off unless set. Where it would hit more than a tenth of all
 * nodes and more than 25, something else is wrong, such as a network, and nothing is done.
 */
@Component(immediate = true, service = SettingsDeclaration.class)
public final class DecommissionRule implements SettingsDeclaration {
    /** What happens to a node that was not seen. */
    enum Action {
        QUARANTINE,
        RETIRE
    }

    static final Setting<Duration> UNSEEN_AFTER = Setting.ofDuration(
            "inventory.decommission.unseen-after",
            Duration.ZERO,
            "After what time without a sign a node is decommissioned, such as P90D; PT0S for never.");

    static final Setting<Action> ACTION = new Setting<>(
            "inventory.decommission.action",
            Action.QUARANTINE,
            "What becomes of a node that is decommissioned: quarantine or retire.",
            DecommissionRule::action);

    private static final Logger LOG = LoggerFactory.getLogger(DecommissionRule.class);
    private static final Duration SHORTEST = Duration.ofHours(1);
    private static final String ACTOR = "rule:decommission";
    private static final int FEW = 25;
    private static final int SHARE = 10;
    private static final int AT_ONCE = 1_000;

    private final PostgresUnseenStore unseen;
    private final PostgresStandingStore standing;
    private final SettingsService settings;
    private final Clock clock;
    private final Repetitions held;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "inventory-decommission");
        thread.setDaemon(true);
        return thread;
    });
    private final ScheduledFuture<?> repeated;

    @Activate
    public DecommissionRule(
            @Reference PostgresUnseenStore unseen,
            @Reference PostgresStandingStore standing,
            @Reference SettingsService settings) {
        this(unseen, standing, settings, Clock.systemUTC(), Duration.ofMinutes(1));
    }

    DecommissionRule(
            PostgresUnseenStore unseen,
            PostgresStandingStore standing,
            SettingsService settings,
            Clock clock,
            Duration period) {
        this.unseen = unseen;
        this.standing = standing;
        this.settings = settings;
        this.clock = clock;
        this.held = new Repetitions(clock);
        this.repeated =
                timer.scheduleWithFixedDelay(this::look, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Deactivate
    void stop() {
        repeated.cancel(false);
        timer.shutdownNow();
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(UNSEEN_AFTER, ACTION);
    }

    private void look() {
        try {
            follow();
        } catch (CentossrvException e) {
            LOG.debug("The rule for nodes unseen could not be followed; it is tried again in a minute.", e);
        } catch (RuntimeException e) {
            LOG.error("The rule for nodes unseen could not be followed; it is tried again in a minute.", e);
        }
    }

    /** Follows the rule once; returns how many nodes it hit. */
    int follow() {
        Duration time = settings.get(UNSEEN_AFTER);
        if (time.isZero() || time.isNegative()) {
            return 0;
        }
        Duration atLeast = time.compareTo(SHORTEST) < 0 ? SHORTEST : time;
        Action action = settings.get(ACTION);
        Unseen found = unseen.find(atLeast, action == Action.RETIRE, AT_ONCE);
        int count = found.nodes().size();
        if (count > FEW && count * SHARE > found.accepted()) {
            if (held.count("held") > 0) {
                unseen.held(count, found.accepted());
                LOG.warn(
                        "{} of {} nodes were not seen for {}: so many are not decommissioned by themselves. Look for what"
                                + " they have in common; retire them by hand if it is right.",
                        count,
                        found.accepted(),
                        atLeast);
            }
            return 0;
        }
        found.nodes().forEach(node -> decommission(node, action, atLeast));
        return count;
    }

    private void decommission(NodeId node, Action action, Duration time) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (action == Action.RETIRE) {
            standing.retire(node, ACTOR, now);
        } else {
            standing.quarantine(node, "not seen for " + time, ACTOR, now);
        }
        LOG.info("A node was not seen for {}: node={} action={}", time, node, action);
    }

    private static Action action(String text) {
        try {
            return Action.valueOf(text.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "inventory.decommission.action must be quarantine or retire, not " + text, e);
        }
    }
}
