// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.bus;

import io.centossrv.protocol.NodeId;
import io.centossrv.transport.AgentLinkSettings;
import io.centossrv.transport.PeerAuthority;
import io.centossrv.transport.internal.agent.AgentDialer;
import io.centossrv.transport.internal.server.ServerLinks;
import io.centossrv.transport.internal.zeromq.DealerDialer;
import io.centossrv.transport.internal.zeromq.RouterBus;
import io.centossrv.transport.internal.zeromq.ServerKeys;
import io.centossrv.transport.internal.zeromq.ServerOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.zeromq.ZMQ;

/** The real transport on the loopback. */
public final class ZeroMqBench extends Bench {
    public final ZMQ.Curve.KeyPair serverKeys = ZMQ.Curve.generateKeyPair();
    public final Map<String, NodeId> accepted = new ConcurrentHashMap<>();
    private final ServerOptions options;
    private volatile Optional<PeerAuthority> authority = Optional.of(key -> Optional.ofNullable(accepted.get(key)));
    private String endpoint;
    private RouterBus router;

    public ZeroMqBench() {
        this(new ServerOptions("tcp://127.0.0.1:0", MESSAGE_LIMIT, 1000, 1000, 1000, Duration.ofSeconds(3)));
    }

    public ZeroMqBench(ServerOptions options) {
        this.options = options;
        endpoint = options.bind();
    }

    public void authority(Optional<PeerAuthority> other) {
        authority = other;
    }

    public String endpoint() {
        return router.endpoint();
    }

    public RouterBus router() {
        return router;
    }

    /** Returns a new pair of keys that is accepted as the node's. */
    public ZMQ.Curve.KeyPair keysOf(NodeId node) {
        ZMQ.Curve.KeyPair keys = ZMQ.Curve.generateKeyPair();
        accepted.put(keys.publicKey, node);
        return keys;
    }

    public AgentDialer dialer(NodeId node, ZMQ.Curve.KeyPair keys, String serverKey) {
        return new DealerDialer(
                new AgentLinkSettings(
                        node,
                        endpoint(),
                        serverKey,
                        keys.publicKey,
                        keys.secretKey,
                        "0.1.0",
                        Path.of("unused"),
                        1024 * 1024),
                MESSAGE_LIMIT);
    }

    @Override
    protected void attach(ServerLinks to) {
        router = new RouterBus(
                new ServerOptions(
                        endpoint,
                        options.messageLimit(),
                        options.perSource(),
                        options.openPerSource(),
                        options.open(),
                        options.helloWithin()),
                new ServerKeys(serverKeys.publicKey, serverKeys.secretKey),
                to,
                () -> authority);
        to.use(router);
        endpoint = router.endpoint();
    }

    @Override
    protected void detach() {
        router.close();
    }

    @Override
    protected AgentDialer dialer(NodeId node) {
        return dialer(node, keysOf(node), serverKeys.publicKey);
    }
}
