// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.bus;

import io.centossrv.protocol.NodeId;
import io.centossrv.transport.AgentLink;
import io.centossrv.transport.internal.agent.AgentDialer;
import io.centossrv.transport.internal.agent.AgentFacts;
import io.centossrv.transport.internal.agent.LinkTiming;
import io.centossrv.transport.internal.agent.Outbox;
import io.centossrv.transport.internal.agent.OutboxAgentLink;
import io.centossrv.transport.internal.agent.OutboxFolder;
import io.centossrv.transport.internal.codec.EnvelopeCodec;
import io.centossrv.transport.internal.codec.PayloadCodecs;
import io.centossrv.transport.internal.handler.Handlers;
import io.centossrv.transport.internal.server.LinkSettings;
import io.centossrv.transport.internal.server.ServerLinks;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A control plane and agents in one process, over a transport under test. */
public abstract class Bench implements AutoCloseable {
    public static final int MESSAGE_LIMIT = 256 * 1024;
    public static final LinkTiming QUICK = new LinkTiming(
            Duration.ofSeconds(5),
            Duration.ofMillis(100),
            Duration.ofMillis(500),
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5));
    public final Handlers serverHandlers = new Handlers();
    public final RecordingListener listener = new RecordingListener();
    public final PayloadCodecs codecs = new PayloadCodecs(MESSAGE_LIMIT);
    private final List<AgentLink> agents = new ArrayList<>();
    private ServerLinks links = start();

    /** Returns a control plane that has started. */
    private ServerLinks start() {
        return new ServerLinks(
                new LinkSettings("0.1.0", Duration.ofSeconds(1), MESSAGE_LIMIT, 4, 2),
                codecs,
                serverHandlers,
                List.of(listener),
                Clock.systemUTC());
    }

    /** Makes the transport ready for links. */
    protected abstract void attach(ServerLinks to);

    /** Takes the transport off. */
    protected abstract void detach();

    protected abstract AgentDialer dialer(NodeId node);

    public final void open() {
        attach(links);
    }

    public final ServerLinks bus() {
        return links;
    }

    /** Ends the control plane and starts another one, which remembers nothing. */
    public final void restart() {
        links.close();
        detach();
        links = start();
        attach(links);
    }

    public final AgentLink agent(NodeId node, Handlers handlers, Path outbox, AgentLink.Listener events) {
        return agent(node, handlers, outbox, events, dialer(node));
    }

    public final AgentLink agent(
            NodeId node, Handlers handlers, Path outbox, AgentLink.Listener events, AgentDialer dialer) {
        EnvelopeCodec envelopes = new EnvelopeCodec(MESSAGE_LIMIT);
        AgentLink agent = new OutboxAgentLink(
                new AgentFacts(
                        node,
                        "0.1.0",
                        "boot",
                        "m-" + node,
                        "",
                        UUID.randomUUID().toString()),
                dialer,
                new Outbox(new OutboxFolder(outbox), envelopes, 8 * 1024 * 1024),
                envelopes,
                codecs,
                handlers,
                events,
                QUICK,
                Clock.systemUTC());
        agents.add(agent);
        return agent;
    }

    @Override
    public void close() {
        agents.forEach(AgentLink::close);
        links.close();
        detach();
    }
}
