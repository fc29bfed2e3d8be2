// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.server;

import io.centossrv.protocol.NodeId;
import io.centossrv.transport.AgentHello;
import io.centossrv.transport.LinkListener;
import io.centossrv.transport.internal.handler.Pools;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listeners, on one thread, in order. */
final class LinkNews implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LinkNews.class);
    private static final int QUEUE = 65_536;
    private final Iterable<LinkListener> listeners;
    private final ExecutorService thread = Pools.bounded("bus-news", 1, QUEUE);
    private Map<NodeId, Instant> beats = new HashMap<>();

    LinkNews(Iterable<LinkListener> listeners) {
        this.listeners = listeners;
    }

    /** Tells of the links that are there by then: of one whose news are on their way it is told twice. */
    void introduce(LinkListener listener, Supplier<Collection<ServerLink>> links) {
        execute(() -> links.get()
                .forEach(link -> call(listener, one -> one.linkUp(link.node(), link.since(), link.hello()))));
    }

    void up(NodeId node, Instant at, AgentHello hello) {
        tell(listener -> listener.linkUp(node, at, hello));
    }

    void down(NodeId node, Instant at, String reason) {
        tell(listener -> listener.linkDown(node, at, reason));
    }

    void denied(String address, String publicKey, String reason, long count) {
        tell(listener -> listener.denied(address, publicKey, reason, count));
    }

    synchronized void beat(NodeId node, Instant at) {
        beats.put(node, at);
    }

    /** Tells of the heartbeats since the last call. */
    void flush() {
        Map<NodeId, Instant> newest;
        synchronized (this) {
            newest = Map.copyOf(beats);
            beats = new HashMap<>();
        }
        if (!newest.isEmpty()) {
            tell(listener -> listener.heartbeats(newest));
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }

    private void tell(Consumer<LinkListener> news) {
        execute(() -> listeners.forEach(listener -> call(listener, news)));
    }

    private void execute(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException full) {
            LOG.error("News of links is lost: a listener has not returned for too long");
        }
    }

    private static void call(LinkListener listener, Consumer<LinkListener> news) {
        try {
            news.accept(listener);
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("A link listener failed: listener={}", listener.getClass().getName(), e);
        }
    }
}
