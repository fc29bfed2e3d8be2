// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.zeromq;

import io.centossrv.transport.AgentLinkSettings;
import io.centossrv.transport.internal.agent.AgentChannel;
import io.centossrv.transport.internal.agent.AgentDialer;
import io.centossrv.transport.internal.agent.ChannelLost;
import java.util.Optional;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/** Dials over ZeroMQ with CURVE; a context whose I/O thread died is replaced. */
public final class DealerDialer implements AgentDialer {
    private static final int HANDSHAKE_MILLIS = 10_000;
    private static final int SENT = 1000;

    /** Never reached: JeroMQ hands out a message undecrypted where it is (jeromq#1009). */
    private static final int RECEIVED = 100_000;

    /** Longer than any connection attempt: the link tries again itself. */
    static final int NEVER = 3_600_000;

    private final AgentLinkSettings settings;
    private final int messageLimit;
    private final byte[] serverKey;
    private final byte[] publicKey;
    private final byte[] secretKey;
    private Optional<BusContext> context = Optional.empty();
    private volatile Optional<DealerChannel> present = Optional.empty();
    private volatile boolean closing;

    /** Makes a dialer; throws {@link IllegalArgumentException} where a key is none. */
    public DealerDialer(AgentLinkSettings settings, int messageLimit) {
        this.settings = settings;
        this.messageLimit = messageLimit;
        serverKey = CurveKeys.bytes("server's public key", settings.serverKey());
        publicKey = CurveKeys.bytes("node's public key", settings.publicKey());
        secretKey = CurveKeys.bytes("node's secret key", settings.secretKey());
    }

    @Override
    public AgentChannel dial() throws ChannelLost {
        BusContext bus = living();
        ZMQ.Socket socket = bus.socket(SocketType.DEALER);
        try {
            socket.setCurveServerKey(serverKey);
            socket.setCurvePublicKey(publicKey);
            socket.setCurveSecretKey(secretKey);
            socket.setHandshakeIvl(HANDSHAKE_MILLIS);
            socket.setReconnectIVL(NEVER);
            socket.setMaxMsgSize(messageLimit);
            socket.setSndHWM(SENT);
            socket.setRcvHWM(RECEIVED);
            socket.setTCPKeepAlive(1);
            DealerChannel channel = new DealerChannel(bus, socket);
            present = Optional.of(channel);
            if (closing) {
                channel.lose("the link is closed");
            }
            channel.connect(settings.endpoint());
            return channel;
        } catch (ZMQException | IllegalArgumentException e) {
            socket.close();
            throw new ChannelLost("no connection to " + settings.endpoint() + ": " + e.getMessage());
        }
    }

    @Override
    public void hangUp() {
        closing = true;
        present.ifPresent(channel -> channel.lose("the link is closed"));
    }

    @Override
    public void close() {
        context.ifPresent(BusContext::close);
        context = Optional.empty();
        CurveKeys.erase(secretKey);
    }

    private BusContext living() {
        if (context.filter(BusContext::dead).isPresent()) {
            close(context);
        }
        BusContext living =
                context.orElseGet(() -> new BusContext(() -> present.ifPresent(c -> c.lose("the bus's thread died"))));
        context = Optional.of(living);
        return living;
    }

    private void close(Optional<BusContext> dead) {
        dead.ifPresent(BusContext::close);
        context = Optional.empty();
    }
}
