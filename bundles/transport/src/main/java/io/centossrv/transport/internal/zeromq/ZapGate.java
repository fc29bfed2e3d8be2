// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.zeromq;

import io.centossrv.transport.PeerAuthority;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import zmq.io.Metadata;

/** Answers the handshakes' question whether a key is accepted (ZeroMQ RFC 27), from a thread of its own. */
final class ZapGate implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ZapGate.class);
    private static final String ENDPOINT = "inproc://zeromq.zap.01";
    private static final String VERSION = "1.0";
    private static final String CURVE = "CURVE";
    private static final int FRAMES = 7;
    private static final int LOOK_MILLIS = 200;
    private final ZMQ.Socket socket;
    private final Grants grants;
    private final Supplier<Optional<PeerAuthority>> authority;
    private final Refusals refusals;
    private final Thread thread = new Thread(this::run, "bus-zap");
    private final CountDownLatch closing = new CountDownLatch(1);

    /** What is told of a handshake that is refused here. */
    @FunctionalInterface
    interface Refusals {
        /** Tells, on the gate's thread. */
        void refused(String host, String publicKey, String reason);
    }

    /** Binds; throws {@link IllegalStateException} where that fails: without it JeroMQ lets everybody in. */
    ZapGate(BusContext context, Grants grants, Supplier<Optional<PeerAuthority>> authority, Refusals refusals) {
        this.grants = grants;
        this.authority = authority;
        this.refusals = refusals;
        socket = context.socket(SocketType.REP);
        socket.setReceiveTimeOut(LOOK_MILLIS);
        if (!socket.bind(ENDPOINT)) {
            throw new IllegalStateException("the bus can't check keys: nothing is bound to " + ENDPOINT);
        }
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns whether handshakes are answered. */
    boolean alive() {
        return thread.isAlive();
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(2000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (closing.getCount() > 0) {
                byte[] first = socket.recv();
                if (first != null) {
                    answer(request(first));
                }
            }
        } catch (ZMQException e) {
            LOG.debug("The check of keys ends: {}", e.getMessage());
        } finally {
            socket.close();
        }
    }

    private List<byte[]> request(byte[] first) {
        List<byte[]> frames = new ArrayList<>(List.of(first));
        while (socket.hasReceiveMore()) {
            frames.add(socket.recv());
        }
        return frames;
    }

    private void answer(List<byte[]> request) {
        String id = request.size() > 1 ? text(request.get(1)) : "";
        String host = request.size() > 3 ? text(request.get(3)) : "";
        if (request.size() != FRAMES || !text(request.get(0)).equals(VERSION)) {
            refusals.refused(host, "", "not a CURVE handshake");
            reply(id, "400", "refused", "", new byte[0]);
            return;
        }
        String key = text(request.get(5)).equals(CURVE) ? CurveKeys.text(request.get(6)) : "";
        if (key.isEmpty()) {
            refusals.refused(host, "", "not a CURVE key");
            reply(id, "400", "refused", "", new byte[0]);
            return;
        }
        Optional<PeerAuthority> present = authority.get();
        if (present.isEmpty()) {
            refusals.refused(host, key, "nobody is there to say whose key it is");
            reply(id, "300", "try again", "", new byte[0]);
            return;
        }
        decide(id, host, key, present.get());
    }

    private void decide(String id, String host, String key, PeerAuthority present) {
        try {
            Optional<String> token = grants.grant(key, host, () -> present.acceptedNode(key));
            if (token.isEmpty()) {
                refusals.refused(host, key, "the key is not accepted");
                reply(id, "400", "refused", "", new byte[0]);
            } else {
                Metadata metadata = new Metadata();
                metadata.put(grants.property(), token.get());
                reply(id, "200", "accepted", key, metadata.bytes());
            }
        } catch (RuntimeException e) {
            // a domain's: whatever it is, the door stays shut
            LOG.warn("A key could not be checked: address={} key={}", host, key, e);
            refusals.refused(host, key, "the key could not be checked");
            reply(id, "300", "try again", "", new byte[0]);
        }
    }

    private void reply(String id, String status, String words, String user, byte[] metadata) {
        socket.sendMore(VERSION);
        socket.sendMore(id);
        socket.sendMore(status);
        socket.sendMore(words);
        socket.sendMore(user);
        socket.send(metadata);
    }

    private static String text(byte[] frame) {
        return new String(frame, StandardCharsets.UTF_8);
    }
}
