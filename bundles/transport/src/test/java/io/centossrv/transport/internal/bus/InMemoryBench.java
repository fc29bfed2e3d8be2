// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.bus;

import io.centossrv.protocol.NodeId;
import io.centossrv.transport.internal.agent.AgentChannel;
import io.centossrv.transport.internal.agent.AgentDialer;
import io.centossrv.transport.internal.agent.ChannelLost;
import io.centossrv.transport.internal.server.Peer;
import io.centossrv.transport.internal.server.PeerNetwork;
import io.centossrv.transport.internal.server.ServerLinks;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A transport that is queues: each connection is one, and can be made deaf or dumb. */
public final class InMemoryBench extends Bench implements PeerNetwork {
    private static final byte[] WAKE = new byte[0];
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicReference<ServerLinks> server = new AtomicReference<>();
    private volatile boolean dumb;
    private volatile boolean deaf;

    /** Loses all that agents send. */
    public void muteAgents(boolean mute) {
        dumb = mute;
    }

    /** Loses all that the control plane sends. */
    public void muteControlPlane(boolean mute) {
        deaf = mute;
    }

    @Override
    protected void attach(ServerLinks to) {
        to.use(this);
        server.set(to);
    }

    @Override
    protected void detach() {
        server.set(null);
        connections.forEach(connection -> connection.end("the server is gone"));
    }

    @Override
    public void forget(NodeId node) {
        connections.stream().filter(connection -> connection.node.equals(node)).forEach(Connection::cut);
    }

    @Override
    protected AgentDialer dialer(NodeId node) {
        return new AgentDialer() {
            @Override
            public AgentChannel dial() throws ChannelLost {
                ServerLinks to = server.get();
                if (to == null) {
                    throw new ChannelLost("no server");
                }
                Connection connection = new Connection(node, to);
                connections.add(connection);
                return connection;
            }

            @Override
            public void hangUp() {
                // dialling never waits
            }

            @Override
            public void close() {
                // nothing is held
            }
        };
    }

    private final class Connection implements AgentChannel, Peer {
        private final NodeId node;
        private final ServerLinks to;
        private final ExecutorService upwards = Executors.newSingleThreadExecutor();
        private final BlockingQueue<byte[]> downwards = new LinkedBlockingQueue<>();
        private volatile String lost = "";

        Connection(NodeId node, ServerLinks to) {
            this.node = node;
            this.to = to;
        }

        @Override
        public Optional<byte[]> receive(Duration atMost) throws ChannelLost {
            try {
                byte[] frame = downwards.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
                if (frame != null && frame.length > 0) {
                    return Optional.of(frame);
                }
            } catch (InterruptedException e) {
                throw new ChannelLost("interrupted");
            }
            if (!lost.isEmpty()) {
                throw new ChannelLost(lost);
            }
            return Optional.empty();
        }

        @Override
        public boolean send(byte[] frame) {
            if (lost.isEmpty() && !dumb) {
                try {
                    upwards.execute(() -> {
                        if (lost.isEmpty()) {
                            to.received(this, frame);
                        }
                    });
                } catch (RejectedExecutionException ended) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public void wake() {
            downwards.add(WAKE);
        }

        @Override
        public void close() {
            upwards.shutdown();
            try {
                upwards.awaitTermination(1, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            end("closed");
            if (!dumb) {
                to.lost(this, "the connection was closed");
            }
        }

        @Override
        public NodeId node() {
            return node;
        }

        @Override
        public String address() {
            return "memory";
        }

        @Override
        public String publicKey() {
            return "key of " + node;
        }

        @Override
        public void send(byte[] frame, Runnable unsent) {
            if (!lost.isEmpty()) {
                unsent.run();
            } else if (!deaf) {
                downwards.add(frame);
            }
        }

        @Override
        public void cut() {
            end("cut");
        }

        private void end(String reason) {
            lost = reason;
            connections.remove(this);
            downwards.add(WAKE);
        }
    }
}
