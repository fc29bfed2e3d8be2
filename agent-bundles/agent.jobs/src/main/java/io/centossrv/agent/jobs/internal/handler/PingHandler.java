// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.jobs.internal.handler;

import io.centossrv.jobs.message.Ping;
import io.centossrv.jobs.message.Pong;
import io.centossrv.protocol.MessageType;
import io.centossrv.protocol.NodeId;
import io.centossrv.protocol.RequestHandler;
import java.time.Clock;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Answers pings. */
@Component(service = RequestHandler.class)
public final class PingHandler implements RequestHandler<Ping, Pong> {
    private final Clock clock;

    @Activate
    public PingHandler() {
        this(Clock.systemUTC());
    }

    PingHandler(Clock clock) {
        this.clock = clock;
    }

    @Override
    public MessageType<Ping> question() {
        return Ping.TYPE;
    }

    @Override
    public MessageType<Pong> answer() {
        return Pong.TYPE;
    }

    @Override
    public Pong handle(NodeId peer, Ping question) {
        return new Pong(clock.instant());
    }
}
