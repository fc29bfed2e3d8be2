// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.zeromq;

import io.centossrv.transport.internal.server.Denials;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.ZEvent;

/**
 * The TCP connections of the server socket. JeroMQ ends a handshake that stops half-way never, a link never on demand, and
 * knows no limit: all three are done here, on the sockets themselves. Each connection must be claimed by a link within a time,
 * else it is shut; so a peer that claims another one than its own loses its own. Thread-safe.
 */
final class AcceptedChannels implements ZEvent.ZEventConsummer {
    /** What is to be watched. */
    static final int EVENTS = zmq.ZMQ.ZMQ_EVENT_ACCEPTED
            | zmq.ZMQ.ZMQ_EVENT_DISCONNECTED
            | zmq.ZMQ.ZMQ_EVENT_LISTENING
            | zmq.ZMQ.ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL;

    private static final Logger LOG = LoggerFactory.getLogger(AcceptedChannels.class);
    private static final int PEEKS = 8;
    private static final long CLOSE_AFTER = TimeUnit.SECONDS.toNanos(5);
    private static final int FREE_LEAVES = 3;

    private final ServerOptions options;
    private final Denials denials;
    private final Ending gone;
    private final Map<String, Accepted> byAddress = new HashMap<>();
    private final Map<SelectableChannel, Accepted> byChannel = new HashMap<>();
    private final Map<String, Source> sources = new HashMap<>();
    private Optional<ServerSocketChannel> listener = Optional.empty();
    private int open;
    private int failure;

    /** What is told of a claimed connection that has ended. */
    @FunctionalInterface
    interface Ending {
        /** Tells, on the I/O thread; {@code refused} says that the library ended it for what the peer sent. */
        void ended(String address, boolean refused);
    }

    /** Watches. */
    AcceptedChannels(ServerOptions options, Denials denials, Ending gone) {
        this.options = options;
        this.denials = denials;
        this.gone = gone;
    }

    @Override
    public void consume(ZEvent event) {
        throw new UnsupportedOperationException("the library calls the other method");
    }

    @Override
    public void consume(zmq.ZMQ.Event event) {
        try {
            switch (event.event) {
                case zmq.ZMQ.ZMQ_EVENT_ACCEPTED -> accepted((SocketChannel) event.arg);
                case zmq.ZMQ.ZMQ_EVENT_DISCONNECTED -> disconnected((SocketChannel) event.arg);
                case zmq.ZMQ.ZMQ_EVENT_LISTENING -> listening((ServerSocketChannel) event.arg);
                case zmq.ZMQ.ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL -> failed((Integer) event.arg);
                default -> LOG.trace("An event is of no interest: {}", event.event);
            }
        } catch (IOException e) {
            LOG.debug("A connection was gone before it could be noted", e);
        }
    }

    /**
     * Gives a connection to a link; false where there is none that is free, or it is another host's.
     *
     * @param address host and port as the peer's metadata have it: not to be believed as such
     * @param host as the handshake had it
     */
    synchronized boolean claim(String address, String host) {
        Accepted accepted = byAddress.get(address);
        if (accepted == null || accepted.claimed || accepted.shutAt != 0 || !accepted.host.equals(host)) {
            return false;
        }
        accepted.claimed = true;
        release(accepted);
        return true;
    }

    /** Notes that a handshake from a host was refused for its key: its connection's end is no news. */
    synchronized void refused(String host) {
        Optional.ofNullable(sources.get(host)).ifPresent(source -> source.refused++);
    }

    /** Shuts a connection; the library sees its end and cleans up. */
    synchronized void shut(String address) {
        Optional.ofNullable(byAddress.get(address)).ifPresent(this::shut);
    }

    /** Shuts what has not been claimed in time, closes what the library has not closed. */
    synchronized void sweep() {
        long now = System.nanoTime();
        for (Accepted accepted : List.copyOf(byChannel.values())) {
            if (!accepted.channel.isOpen()) {
                forget(accepted);
            } else if (accepted.shutAt != 0 && now - accepted.shutAt > CLOSE_AFTER) {
                // an engine that failed half-way reads no more and would spin on the closed stream for ever
                close(accepted.channel);
                forget(accepted);
            } else if (!accepted.claimed
                    && accepted.shutAt == 0
                    && now - accepted.at > options.helloWithin().toNanos()) {
                denials.deny(accepted.host, "", "no Hello within " + options.helloWithin());
                shut(accepted);
            }
        }
        sources.values().removeIf(source -> source.open == 0 && now - source.second > source.remembered());
    }

    /** Closes everything, also where the I/O thread is dead and would hold the port. */
    synchronized void closeAll() {
        listener.ifPresent(AcceptedChannels::close);
        new ArrayList<>(byChannel.keySet()).forEach(AcceptedChannels::close);
        byChannel.clear();
        byAddress.clear();
        sources.clear();
        open = 0;
    }

    private synchronized void listening(ServerSocketChannel channel) {
        listener = Optional.of(channel);
    }

    private synchronized void accepted(SocketChannel channel) throws IOException {
        if (!(channel.getRemoteAddress() instanceof InetSocketAddress remote)) {
            return;
        }
        // as the library writes it into Peer-Address
        String host = remote.getAddress().getHostAddress();
        Accepted accepted = new Accepted(channel, host + ":" + remote.getPort(), host);
        byChannel.put(channel, accepted);
        byAddress.put(accepted.address, accepted);
        Source source = sources.computeIfAbsent(host, key -> new Source());
        source.open++;
        open++;
        if (source.tooMany(options.perSource()) || source.open > options.openPerSource() || open > options.open()) {
            denials.deny(host, "", "too many connections");
            shut(accepted);
        }
    }

    private void disconnected(SocketChannel channel) {
        Accepted accepted;
        boolean refused;
        synchronized (this) {
            accepted = byChannel.get(channel);
            if (accepted == null) {
                return;
            }
            forget(accepted);
            refused = accepted.shutAt == 0 && (failure != 0 || !peerLeft(channel));
            boolean told = !accepted.claimed && toldAtTheGate(accepted.host);
            if (!accepted.claimed && accepted.shutAt == 0 && !told && (refused || leavesOften(accepted.host))) {
                denials.deny(accepted.host, "", refused ? reason() : "the peer left during the handshake");
            }
            failure = 0;
        }
        if (accepted.claimed) {
            gone.ended(accepted.address, refused);
        }
    }

    private boolean toldAtTheGate(String host) {
        Source source = sources.get(host);
        if (source == null || source.refused == 0) {
            return false;
        }
        source.refused--;
        return true;
    }

    /** An agent leaves now and then, as while a control plane starts; what goes on leaving is told of. */
    private boolean leavesOften(String host) {
        Source source = sources.get(host);
        return source == null || ++source.left > FREE_LEAVES;
    }

    private String reason() {
        return failure == 0 ? "not a CURVE handshake" : "the handshake failed, code " + failure;
    }

    /** Returns whether it was the peer that ended the connection, before we did. */
    private static boolean peerLeft(SocketChannel channel) {
        try {
            ByteBuffer rest = ByteBuffer.allocate(4096);
            int read = 1;
            for (int i = 0; i < PEEKS && read > 0; i++) {
                rest.clear();
                read = channel.read(rest);
            }
            return read < 0;
        } catch (IOException reset) {
            return true;
        }
    }

    /** Where the library ends a connection for it, that is the next event. */
    private synchronized void failed(int code) {
        failure = code;
    }

    private void forget(Accepted accepted) {
        byChannel.remove(accepted.channel);
        byAddress.remove(accepted.address, accepted);
        if (!accepted.claimed) {
            release(accepted);
        }
    }

    private void release(Accepted accepted) {
        open--;
        Optional.ofNullable(sources.get(accepted.host)).ifPresent(source -> source.open--);
    }

    private void shut(Accepted accepted) {
        if (accepted.shutAt == 0) {
            accepted.shutAt = System.nanoTime();
            try {
                accepted.channel.shutdownInput();
                accepted.channel.shutdownOutput();
            } catch (IOException e) {
                LOG.debug("A connection was already gone: address={}", accepted.address, e);
            }
        }
    }

    private static void close(SelectableChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("A connection could not be closed", e);
        }
    }

    private static final class Accepted {
        private final SocketChannel channel;
        private final String address;
        private final String host;
        private final long at = System.nanoTime();
        private boolean claimed;
        private long shutAt;

        Accepted(SocketChannel channel, String address, String host) {
            this.channel = channel;
            this.address = address;
            this.host = host;
        }
    }

    private static final class Source {
        private long second = System.nanoTime();
        private int inSecond;
        private int refused;
        private int open;
        private int left;

        /** Returns for how long, in nanoseconds, it is known after its last connection. */
        long remembered() {
            return TimeUnit.SECONDS.toNanos(left > 0 ? 60 : 2);
        }

        boolean tooMany(int limit) {
            long now = System.nanoTime();
            if (now - second >= TimeUnit.SECONDS.toNanos(1)) {
                second = now;
                inSecond = 0;
            }
            return ++inSecond > limit;
        }
    }
}
