// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.osgi;

import io.centossrv.transport.AgentLink;
import io.centossrv.transport.AgentLinkFactory;
import io.centossrv.transport.AgentLinkSettings;
import io.centossrv.transport.internal.agent.AgentFacts;
import io.centossrv.transport.internal.agent.LinkTiming;
import io.centossrv.transport.internal.agent.Outbox;
import io.centossrv.transport.internal.agent.OutboxAgentLink;
import io.centossrv.transport.internal.agent.OutboxFolder;
import io.centossrv.transport.internal.codec.EnvelopeCodec;
import io.centossrv.transport.internal.codec.PayloadCodecs;
import io.centossrv.transport.internal.handler.Handlers;
import io.centossrv.transport.internal.zeromq.DealerDialer;
import java.time.Clock;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Links over ZeroMQ with CURVE. */
@Component(service = AgentLinkFactory.class)
public final class ZeroMqAgentLinkFactory implements AgentLinkFactory {
    private static final int MESSAGE_LIMIT = 4 * 1024 * 1024;
    private final Handlers handlers;
    private final PayloadCodecs codecs;

    /** Makes a factory. */
    @Activate
    public ZeroMqAgentLinkFactory(@Reference Handlers handlers, @Reference PayloadCodecs codecs) {
        this.handlers = handlers;
        this.codecs = codecs;
    }

    @Override
    public AgentLink open(AgentLinkSettings settings, AgentLink.Listener listener) {
        DealerDialer dialer = new DealerDialer(settings, MESSAGE_LIMIT);
        EnvelopeCodec envelopes = new EnvelopeCodec(MESSAGE_LIMIT);
        OutboxFolder folder = new OutboxFolder(settings.outbox());
        Outbox outbox;
        try {
            outbox = new Outbox(folder, envelopes, settings.outboxLimit());
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
        return new OutboxAgentLink(
                AgentFacts.here(settings),
                dialer,
                outbox,
                envelopes,
                codecs,
                handlers,
                listener,
                LinkTiming.USUAL,
                Clock.systemUTC());
    }
}
