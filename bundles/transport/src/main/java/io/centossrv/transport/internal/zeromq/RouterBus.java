// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.zeromq;

import io.centossrv.protocol.NodeId;
import io.centossrv.transport.PeerAuthority;
import io.centossrv.transport.internal.handler.Pools;
import io.centossrv.transport.internal.server.PeerNetwork;
import io.centossrv.transport.internal.server.ServerLinks;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a server socket: where its context or its thread dies there is a new one at the same address. Thread-safe. */
public final class RouterBus implements PeerNetwork, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RouterBus.class);
    private static final long RETRY_SECONDS = 1;
    private final ServerOptions options;
    private final ServerKeys keys;
    private final ServerLinks links;
    private final Supplier<Optional<PeerAuthority>> authority;
    private final ScheduledExecutorService renewal = Pools.timer("bus-renewal");
    private volatile RouterLoop loop;
    private boolean closed;

    /**
     * Binds.
     *
     * @throws IllegalStateException where it can't be bound
     */
    public RouterBus(
            ServerOptions options, ServerKeys keys, ServerLinks links, Supplier<Optional<PeerAuthority>> authority) {
        this.options = options;
        this.keys = keys;
        this.links = links;
        this.authority = authority;
        try {
            loop = open(options);
        } catch (RuntimeException e) {
            renewal.shutdownNow();
            throw e;
        }
    }

    /** Returns where it is bound, {@code tcp://address:port}. */
    public String endpoint() {
        return loop.endpoint();
    }

    /** Tells whether agents are served: false while a bus that failed is bound anew. */
    public boolean serves() {
        return loop.serves();
    }

    @Override
    public void forget(NodeId node) {
        loop.forget(node);
    }

    @Override
    public void close() {
        renewal.shutdownNow();
        synchronized (this) {
            closed = true;
            loop.close();
        }
    }

    private RouterLoop open(ServerOptions at) {
        RouterLoop[] opened = new RouterLoop[1];
        opened[0] = new RouterLoop(at, keys, links, authority, cause -> renew(opened[0]));
        return opened[0];
    }

    private void renew(RouterLoop failed) {
        try {
            renewal.execute(() -> replace(failed));
        } catch (java.util.concurrent.RejectedExecutionException closing) {
            LOG.debug("The bus closes");
        }
    }

    private synchronized void replace(RouterLoop failed) {
        if (closed || failed != loop) {
            return;
        }
        ServerOptions same = new ServerOptions(
                failed.endpoint(),
                options.messageLimit(),
                options.perSource(),
                options.openPerSource(),
                options.open(),
                options.helloWithin());
        failed.close();
        try {
            loop = open(same);
            LOG.info("The bus is bound again: address={}", loop.endpoint());
        } catch (RuntimeException e) {
            LOG.error("The bus can't be bound again, it is tried each second: address={}", failed.endpoint(), e);
            var unused = renewal.schedule(() -> replace(failed), RETRY_SECONDS, TimeUnit.SECONDS);
        }
    }
}
