// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.link;

import io.centossrv.inventory.internal.BusKey;
import io.centossrv.inventory.internal.Repetitions;
import io.centossrv.inventory.internal.store.LinkUp;
import io.centossrv.inventory.internal.store.PostgresLinkStore;
import io.centossrv.protocol.NodeId;
import io.centossrv.transport.AgentHello;
import io.centossrv.transport.LinkListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has what the bus tells of links written down. What can't be written, because the database is away for long, is made good by
 * later heartbeats and by {@link LeaseSweep}.
 */
@Component(configurationPid = "io.centossrv.inventory")
public final class LeasedLinks implements LinkListener {
    private static final Logger LOG = LoggerFactory.getLogger(LeasedLinks.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private final PostgresLinkStore links;
    private final LinkLeaseSettings settings;
    private final Repetitions denials;
    private final LinkWriter writer;
    private final Runnable end;

    @Activate
    public LeasedLinks(@Reference PostgresLinkStore links, LinkLeaseConfig config) {
        this(links, LinkLeaseSettings.of(config), Clock.systemUTC(), thread());
    }

    private LeasedLinks(PostgresLinkStore links, LinkLeaseSettings settings, Clock clock, ExecutorService thread) {
        this(links, settings, clock, thread, thread::shutdown);
    }

    /** Writes in the thread that tells. */
    LeasedLinks(PostgresLinkStore links, LinkLeaseSettings settings, Clock clock) {
        this(links, settings, clock, Runnable::run, () -> {});
    }

    private LeasedLinks(
            PostgresLinkStore links, LinkLeaseSettings settings, Clock clock, Executor thread, Runnable end) {
        this.links = links;
        this.settings = settings;
        this.denials = new Repetitions(clock);
        this.writer = new LinkWriter(ups -> links.up(ups, settings.lease()), thread, AGAIN);
        this.end = end;
    }

    private static ExecutorService thread() {
        return Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "inventory-links");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Deactivate
    void stop() {
        writer.stop();
        end.run();
    }

    @Override
    public void linkUp(NodeId node, Instant at, String agentVersion) {
        linkUp(node, at, new AgentHello("", agentVersion, "", at, "", "", ""));
    }

    @Override
    public void linkUp(NodeId node, Instant at, AgentHello hello) {
        writer.up(new LinkUp(node, at, hello));
    }

    @Override
    public void linkDown(NodeId node, Instant at, String reason) {
        writer.write(() -> links.down(node, at, reason));
    }

    @Override
    public void heartbeats(Map<NodeId, Instant> newest) {
        writer.write(() -> links.renew(newest, settings.lease()));
    }

    /**
     * Audits a refused peer: the same key from the same address for the same reason once, then once an hour with how often
     * it was. A revoked node asks for a month, and an attack comes from many addresses.
     */
    @Override
    public void denied(String sourceAddress, String publicKey, String reason, long count) {
        String fingerprint = fingerprint(publicKey);
        long times = denials.count(sourceAddress + " " + fingerprint + " " + reason, count);
        if (times > 0) {
            LOG.warn(
                    "A peer was refused at the bus. source={} key={} reason={} count={}",
                    sourceAddress,
                    fingerprint,
                    reason,
                    times);
            writer.write(() -> links.denied(sourceAddress, fingerprint, reason, times));
        }
    }

    private static String fingerprint(String publicKey) {
        try {
            return new BusKey(publicKey).fingerprint();
        } catch (IllegalArgumentException e) {
            return "none";
        }
    }
}
