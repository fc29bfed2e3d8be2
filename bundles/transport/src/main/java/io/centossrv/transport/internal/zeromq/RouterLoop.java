// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.zeromq;

import io.centossrv.protocol.NodeId;
import io.centossrv.transport.PeerAuthority;
import io.centossrv.transport.internal.server.ServerLinks;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import zmq.Msg;
import zmq.SocketBase;
import zmq.ZError;

/** One server socket and the thread that alone uses it, from bind to the first thing that goes wrong. */
final class RouterLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RouterLoop.class);
    private static final int BACKLOG = 4096;
    private static final int SENT = 100;

    /** Of one peer, and never reached by an honest one: JeroMQ hands out a message undecrypted where it is (jeromq#1009). */
    private static final int RECEIVED = 10_000;

    private static final int HANDSHAKE_MILLIS = 10_000;
    private static final int BURST = 500;
    private static final int LOOK_MILLIS = 250;

    private final ServerLinks links;
    private final Consumer<Throwable> failed;
    private final BusContext context;
    private final Grants grants = new Grants();
    private final AcceptedChannels channels;
    private final ZapGate gate;
    private final ZMQ.Socket socket;
    private final SocketBase base;
    private final Wake wake = new Wake();
    private final RouterPeers peers;
    private final Outgoing outgoing = new Outgoing();
    private final Queue<Ended> gone = new ConcurrentLinkedQueue<>();
    private final Queue<NodeId> forgotten = new ConcurrentLinkedQueue<>();
    private final String endpoint;
    private final Thread thread = new Thread(this::run, "bus");
    private volatile boolean closing;

    private record Ended(String connection, boolean refused) {}

    /**
     * Binds; {@code failed} is told, once or more, on any thread, when the loop can't go on.
     *
     * @throws IllegalStateException where it can't be bound
     */
    RouterLoop(
            ServerOptions options,
            ServerKeys keys,
            ServerLinks links,
            Supplier<Optional<PeerAuthority>> authority,
            Consumer<Throwable> failed) {
        this.links = links;
        this.failed = failed;
        context = new BusContext(() -> failed.accept(new IllegalStateException("an I/O thread died")));
        try {
            channels = new AcceptedChannels(options, links.denials(), this::connectionGone);
            peers = new RouterPeers(this, links, grants, channels);
            // before the server socket: with nothing bound here each key is let in
            gate = new ZapGate(context, grants, authority, this::refusedAtTheGate);
            socket = context.socket(SocketType.ROUTER);
            base = socket.base();
            configure(options, keys);
            endpoint = bind(options.bind());
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns where it is bound, with the port. */
    String endpoint() {
        return endpoint;
    }

    /** Tells whether messages come in and their keys are checked; any thread. */
    boolean serves() {
        return !closing && thread.isAlive() && gate.alive() && !context.dead();
    }

    /** Sends, or will; any thread. */
    void send(RouterPeer peer, byte[] frame, Runnable unsent) {
        if (outgoing.offer(new Outgoing.Frame(peer, frame, unsent))) {
            wake.signal();
        } else {
            unsent.run();
        }
    }

    /** Shuts a peer's connection; any thread. */
    void shut(RouterPeer peer) {
        channels.shut(peer.connection());
    }

    /** Cuts each connection of a node, also those whose handshake is under way; any thread. */
    void forget(NodeId node) {
        grants.revoke(node);
        forgotten.add(node);
        wake.signal();
    }

    @Override
    public void close() {
        closing = true;
        wake.signal();
        try {
            thread.join(2000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        gate.close();
        channels.closeAll();
        context.close();
        wake.close();
    }

    private void configure(ServerOptions options, ServerKeys keys) {
        socket.setCurveServer(true);
        socket.setCurvePublicKey(CurveKeys.bytes("bus's public key", keys.publicKey()));
        // the library keeps this very array for its handshakes
        socket.setCurveSecretKey(CurveKeys.bytes("bus's secret key", keys.secretKey()));
        socket.setZAPDomain("centossrv");
        socket.setRouterMandatory(true);
        socket.setHandshakeIvl(HANDSHAKE_MILLIS);
        socket.setBacklog(BACKLOG);
        socket.setMaxMsgSize(options.messageLimit());
        socket.setSndHWM(SENT);
        socket.setRcvHWM(RECEIVED);
        socket.setTCPKeepAlive(1);
        socket.setEventHook(channels, AcceptedChannels.EVENTS);
    }

    private String bind(String address) {
        if (!gate.alive() || !socket.bind(address)) {
            gate.close();
            channels.closeAll();
            throw new IllegalStateException("the bus can't be bound: address=" + address);
        }
        return socket.getLastEndpoint();
    }

    private void run() {
        try (ZMQ.Poller poller = context.poller(socket, wake)) {
            long swept = System.nanoTime();
            boolean more = false;
            while (!closing) {
                if (!more) {
                    poller.poll(LOOK_MILLIS);
                }
                wake.drain();
                sendAll();
                more = receiveSome();
                endAll();
                if (System.nanoTime() - swept > TimeUnit.SECONDS.toNanos(1)) {
                    swept = System.nanoTime();
                    lookAfter();
                }
            }
        } catch (RuntimeException | AssertionError e) {
            // the library's state is not to be trusted after either
            if (!closing) {
                LOG.error("The bus's thread failed, the bus begins anew", e);
                failed.accept(e);
            }
        } finally {
            peers.loseAll("the bus ended");
            outgoing.drop();
            socket.close();
        }
    }

    private void lookAfter() {
        channels.sweep();
        grants.expire();
        if (!gate.alive() || context.dead()) {
            throw new IllegalStateException("keys are not checked any more");
        }
    }

    private boolean receiveSome() {
        for (int i = 0; i < BURST; i++) {
            Msg route = base.recv(zmq.ZMQ.ZMQ_DONTWAIT);
            if (route == null) {
                return false;
            }
            if (route.hasMore()) {
                receive(route.data());
            }
        }
        return true;
    }

    private void receive(byte[] route) {
        Msg body = base.recv(zmq.ZMQ.ZMQ_DONTWAIT);
        int frames = 1;
        for (Msg part = body; part != null && part.hasMore(); frames++) {
            part = base.recv(zmq.ZMQ.ZMQ_DONTWAIT);
        }
        Optional<RouterPeer> peer = body == null ? Optional.empty() : peers.of(route, body.getMetadata());
        if (peer.isPresent() && !peer.get().isCut()) {
            if (frames == 1) {
                links.received(peer.get(), body.data());
            } else {
                peers.deny(peer.get(), "a message of " + frames + " frames");
            }
        }
    }

    private void sendAll() {
        for (Outgoing.Frame next = outgoing.poll(); next != null; next = outgoing.poll()) {
            if (next.peer().isCut() || !transmit(next.peer(), next.bytes())) {
                next.unsent().run();
            }
        }
    }

    private boolean transmit(RouterPeer peer, byte[] frame) {
        Msg route = new Msg(peer.route());
        route.setFlags(Msg.MORE);
        if (base.send(route, zmq.ZMQ.ZMQ_DONTWAIT | zmq.ZMQ.ZMQ_SNDMORE)) {
            return base.send(new Msg(frame), zmq.ZMQ.ZMQ_DONTWAIT);
        }
        if (base.errno() == ZError.EHOSTUNREACH) {
            peers.lose(peer, "no way to it");
            peer.cut();
        }
        return false;
    }

    private void endAll() {
        for (Ended ended = gone.poll(); ended != null; ended = gone.poll()) {
            peers.connectionEnded(ended.connection(), ended.refused());
        }
        for (NodeId node = forgotten.poll(); node != null; node = forgotten.poll()) {
            peers.cut(node);
        }
    }

    private void connectionGone(String connection, boolean refused) {
        gone.add(new Ended(connection, refused));
        wake.signal();
    }

    private void refusedAtTheGate(String host, String publicKey, String reason) {
        channels.refused(host);
        links.denials().deny(host, publicKey, reason);
    }
}
