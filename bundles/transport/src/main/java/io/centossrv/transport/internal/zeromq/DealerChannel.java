// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.zeromq;

import io.centossrv.transport.internal.agent.AgentChannel;
import io.centossrv.transport.internal.agent.ChannelLost;
import io.centossrv.transport.internal.agent.NobodyListens;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.SocketType;
import org.zeromq.ZEvent;
import org.zeromq.ZMQ;
import zmq.ZMQ.Event;

/** One connection of a DEALER: the library's own reconnecting is not used, so that no state outlives a connection. */
final class DealerChannel implements AgentChannel {
    private static final Logger LOG = LoggerFactory.getLogger(DealerChannel.class);
    private static final int EVENTS = zmq.ZMQ.ZMQ_EVENT_CONNECTED
            | zmq.ZMQ.ZMQ_EVENT_DISCONNECTED
            | zmq.ZMQ.ZMQ_EVENT_HANDSHAKE_PROTOCOL
            | zmq.ZMQ.ZMQ_EVENT_CONNECT_RETRIED
            | zmq.ZMQ.ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL
            | zmq.ZMQ.ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL
            | zmq.ZMQ.ZMQ_EVENT_HANDSHAKE_FAILED_AUTH;
    private static final int GOODBYE_MILLIS = 500;
    private static final int CONNECT_SECONDS = 10;
    private static final int NUDGES = 5;
    private static final int NUDGE_MILLIS = 1000;

    private final BusContext context;
    private final ZMQ.Socket socket;
    private final ZMQ.Poller poller;
    private final Wake wake = new Wake();
    private final CountDownLatch connected = new CountDownLatch(1);
    private final CountDownLatch greeted = new CountDownLatch(1);
    private volatile boolean refused;
    private final AtomicReference<String> lost = new AtomicReference<>("");

    DealerChannel(BusContext context, ZMQ.Socket socket) {
        this.context = context;
        this.socket = socket;
        poller = context.poller(socket, wake);
        socket.setEventHook(new OnEvent(this::happened), EVENTS);
    }

    /** Connects, and waits until the peer has shown that it speaks ZeroMQ, or for ten seconds. */
    void connect(String endpoint) throws ChannelLost {
        try {
            if (!socket.connect(endpoint)) {
                lose("no such endpoint: " + endpoint);
            } else if (!connected.await(CONNECT_SECONDS, TimeUnit.SECONDS)) {
                lose("no connection within " + CONNECT_SECONDS + " s");
            }
            for (int i = 0; i < NUDGES && !greeted.await(NUDGE_MILLIS, TimeUnit.MILLISECONDS); i++) {
                nudge(endpoint);
            }
            checkAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new ChannelLost("interrupted");
        } catch (ChannelLost e) {
            close();
            throw e;
        }
    }

    /**
     * Has JeroMQ's poller look at its connections again, which another one makes it do: it forgets a new one where the connecting
     * and the handing over fall into one pass (jeromq#1022, some in a hundred on a quick network), and then nothing moves.
     */
    private void nudge(String endpoint) throws InterruptedException {
        LOG.debug("The connection does not move, it is nudged");
        CountDownLatch done = new CountDownLatch(1);
        try (ZMQ.Socket second = context.socket(SocketType.DEALER)) {
            second.setReconnectIVL(DealerDialer.NEVER);
            second.setEventHook(new OnEvent(event -> done.countDown()), EVENTS);
            second.connect(endpoint);
            done.await(NUDGE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public Optional<byte[]> receive(Duration atMost) throws ChannelLost {
        Optional<byte[]> waiting = next();
        if (waiting.isPresent()) {
            return waiting;
        }
        checkAlive();
        poller.poll(atMost.toMillis());
        wake.drain();
        return next();
    }

    @Override
    public boolean send(byte[] frame) {
        return socket.send(frame, ZMQ.DONTWAIT);
    }

    @Override
    public void wake() {
        wake.signal();
    }

    @Override
    public void close() {
        socket.setLinger(lost.get().isEmpty() ? GOODBYE_MILLIS : 0);
        poller.close();
        socket.close();
        wake.close();
    }

    /** Takes the connection as gone; any thread. */
    void lose(String reason) {
        lost.compareAndSet("", reason);
        connected.countDown();
        greeted.countDown();
        wake.signal();
    }

    private Optional<byte[]> next() {
        byte[] frame = socket.recv(ZMQ.DONTWAIT);
        while (frame != null && socket.hasReceiveMore()) {
            // the control plane sends one frame; an envelope can't be read from the last of several
            frame = socket.recv(ZMQ.DONTWAIT);
        }
        return Optional.ofNullable(frame);
    }

    private void checkAlive() throws ChannelLost {
        if (!lost.get().isEmpty()) {
            throw refused ? new NobodyListens(lost.get()) : new ChannelLost(lost.get());
        }
        if (context.dead()) {
            throw new ChannelLost("the bus's thread is dead");
        }
    }

    /** Runs on the I/O thread. */
    private void happened(Event event) {
        switch (event.event) {
            case zmq.ZMQ.ZMQ_EVENT_CONNECTED -> connected.countDown();
            case zmq.ZMQ.ZMQ_EVENT_HANDSHAKE_PROTOCOL -> greeted.countDown();
            case zmq.ZMQ.ZMQ_EVENT_HANDSHAKE_FAILED_AUTH ->
                lose("the control plane refused this node's key: status=" + event.arg);
            case zmq.ZMQ.ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL, zmq.ZMQ.ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL ->
                lose("the handshake failed: code=" + event.arg);
            case zmq.ZMQ.ZMQ_EVENT_CONNECT_RETRIED -> {
                refused = true;
                lose("no connection");
            }
            default -> lose("the connection was closed");
        }
    }

    private record OnEvent(Consumer<Event> taker) implements ZEvent.ZEventConsummer {
        @Override
        public void consume(Event event) {
            taker.accept(event);
        }

        @Override
        public void consume(ZEvent event) {
            throw new UnsupportedOperationException("the library calls the other method");
        }
    }
}
