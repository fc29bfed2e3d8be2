// SPDX-License-Identifier: Apache-2.0
package io.centossrv.benchmarks.fleet;

import io.centossrv.jobs.message.Ping;
import io.centossrv.jobs.message.Pong;
import io.centossrv.protocol.MessageType;
import io.centossrv.protocol.NodeId;
import io.centossrv.protocol.RequestHandler;
import java.time.Instant;

/** Answers pings. */
record PingAnswer(Tally tally) implements RequestHandler<Ping, Pong> {
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
        tally.pinged();
        return new Pong(Instant.now());
    }
}
