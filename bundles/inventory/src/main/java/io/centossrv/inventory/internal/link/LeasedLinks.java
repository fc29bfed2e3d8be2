// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.link;

import io.centossrv.inventory.internal.BusKey;
import io.centossrv.inventory.internal.Repetitions;
import io.centossrv.inventory.internal.store.PostgresLinkStore;
import io.centossrv.platform.CentossrvException;
import io.centossrv.protocol.NodeId;
import io.centossrv.transport.AgentHello;
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
    private final PostgresLinkStore links;
    private final LinkLeaseSettings settings;
    private final Repetitions denials;
    private final OutageLog log = new OutageLog("Nodes that are connected show as offline.");

    @Activate
    public LeasedLinks(@Reference PostgresLinkStore links, LinkLeaseConfig config) {
        this(links, LinkLeaseSettings.of(config), Clock.systemUTC());
    }

    LeasedLinks(PostgresLinkStore links, LinkLeaseSettings settings, Clock clock) {
        this.links = links;
        this.settings = settings;
        this.denials = new Repetitions(clock);
    }

    @Override
    public void linkUp(NodeId node, Instant at, String agentVersion) {
        linkUp(node, at, new AgentHello("", agentVersion, "", at, "", "", ""));
    }

    @Override
    public void linkUp(NodeId node, Instant at, AgentHello hello) {
        write(() -> links.up(node, at, hello, settings.lease()));
    }

    @Override
    public void linkDown(NodeId node, Instant at, String reason) {
        write(() -> links.down(node, at, reason));
    }

    @Override
    public void heartbeats(Map<NodeId, Instant> newest) {
        write(() -> links.renew(newest, settings.lease()));
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
            write(() -> links.denied(sourceAddress, fingerprint, reason, times));
        }
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
