// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.link;

import io.centossrv.inventory.internal.BusKey;
import io.centossrv.inventory.internal.RateLimit;
import io.centossrv.inventory.internal.store.PostgresLinkStore;
import io.centossrv.platform.CentossrvException;
import io.centossrv.protocol.NodeId;
import io.centossrv.transport.LinkListener;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what the bus tells of links. What can't be written, because the database is away, is made good by later
 * heartbeats and by {@link LeaseSweep}.
 */
@Component(configurationPid = "io.centossrv.inventory")
public final class LeasedLinks implements LinkListener {
    private static final Logger LOG = LoggerFactory.getLogger(LeasedLinks.class);
    private static final int DENIALS_PER_MINUTE = 120;

    private final PostgresLinkStore links;
    private final LinkLeaseSettings settings;
    private final RateLimit denials = new RateLimit(DENIALS_PER_MINUTE, Clock.systemUTC());
    private final OutageLog log = new OutageLog("Nodes that are connected show as offline.");
    private long untoldDenials;

    @Activate
    public LeasedLinks(@Reference PostgresLinkStore links, LinkLeaseConfig config) {
        this(links, LinkLeaseSettings.of(config));
    }

    LeasedLinks(PostgresLinkStore links, LinkLeaseSettings settings) {
        this.links = links;
        this.settings = settings;
    }

    @Override
    public void linkUp(NodeId node, Instant at, String agentVersion) {
        write(() -> links.up(node, at, agentVersion, settings.lease()));
    }

    @Override
    public void linkDown(NodeId node, Instant at, String reason) {
        write(() -> links.down(node, at, reason));
    }

    @Override
    public void heartbeats(Map<NodeId, Instant> newest) {
        write(() -> links.renew(newest, settings.lease()));
    }

    /** Audits a refused peer. An attack from many addresses is summed up, so that it can't fill the audit trail. */
    @Override
    public synchronized void denied(String sourceAddress, String publicKey, String reason, long count) {
        if (!denials.take("")) {
            untoldDenials += count;
            return;
        }
        String fingerprint = fingerprint(publicKey);
        LOG.warn(
                "A peer was refused at the bus. source={} key={} reason={} count={} others={}",
                sourceAddress,
                fingerprint,
                reason,
                count,
                untoldDenials);
        long others = untoldDenials;
        untoldDenials = 0;
        write(() -> links.denied(sourceAddress, fingerprint, reason, count, others));
    }

    private void write(Runnable change) {
        try {
            change.run();
            log.works();
        } catch (CentossrvException e) {
            log.fails(e);
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
