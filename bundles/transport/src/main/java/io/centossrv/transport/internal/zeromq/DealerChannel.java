// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.zeromq;

import io.centossrv.transport.internal.agent.AgentChannel;
import io.centossrv.transport.internal.agent.ChannelLost;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.zeromq.ZEvent;
import org.zeromq.ZMQ;
import zmq.ZMQ.Event;

/** One connection of a DEALER: the library's own reconnecting is not used, so that no state outlives a connection. */
final class DealerChannel implements AgentChannel {
    private static final int EVENTS = zmq.ZMQ.ZMQ_EVENT_DISCONNECTED
            | zmq.ZMQ.ZMQ_EVENT_CONNECT_RETRIED
            | zmq.ZMQ.ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL
            | zmq.ZMQ.ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL
            | zmq.ZMQ.ZMQ_EVENT_HANDSHAKE_FAILED_AUTH;
    private static final int GOODBYE_MILLIS = 500;

    private final BusContext context;
    private final ZMQ.Socket socket;
    private final ZMQ.Poller poller;
    private final Wake wake = new Wake();
    private final AtomicReference<String> lost = new AtomicReference<>("");

    DealerChannel(BusContext context, ZMQ.Socket socket) {
        this.context = context;
        this.socket = socket;
        poller = context.poller(socket, wake);
        ZEvent.ZEventConsummer watcher = new Watcher();
        socket.setEventHook(watcher, EVENTS);
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
            throw new ChannelLost(lost.get());
        }
        if (context.dead()) {
            throw new ChannelLost("the bus's thread is dead");
        }
    }

    /** Runs on the I/O thread. */
    private final class Watcher implements ZEvent.ZEventConsummer {
        @Override
        public void consume(Event event) {
            lose(
                    switch (event.event) {
                        case zmq.ZMQ.ZMQ_EVENT_HANDSHAKE_FAILED_AUTH ->
                            "the control plane refused this node's key: status=" + event.arg;
                        case zmq.ZMQ.ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL,
                                zmq.ZMQ.ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL ->
                            "the handshake failed: code=" + event.arg;
                        case zmq.ZMQ.ZMQ_EVENT_CONNECT_RETRIED -> "no connection";
                        default -> "the connection was closed";
                    });
        }

        @Override
        public void consume(ZEvent event) {
            throw new UnsupportedOperationException("the library calls the other method");
        }
    }
}
