// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.routing;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handlers that serve no longer, kept for a moment: the thread that completed the last asynchronous answer is still on its
 * way out of the handler when the answer has arrived, and would find it in pieces. Thread-safe.
 */
public final class Retirement implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Retirement.class);

    private final Set<RequestHandler> retired = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock;
    private final Duration delay;

    public Retirement(Duration delay) {
        this.delay = delay;
        this.clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "centossrv-rest-retirement");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Closes a handler after a moment; at once where this is closed itself. */
    void retire(RequestHandler handler) {
        retired.add(handler);
        try {
            ScheduledFuture<?> end = clock.schedule(() -> end(handler), delay.toMillis(), TimeUnit.MILLISECONDS);
            LOG.trace("Retired: {}", end);
        } catch (RejectedExecutionException e) {
            end(handler);
        }
    }

    private void end(RequestHandler handler) {
        if (!retired.remove(handler)) {
            return;
        }
        try {
            handler.close();
        } catch (RuntimeException e) {
            LOG.warn("A REST application did not end cleanly", e);
        }
    }

    /** Closes all that wait. */
    @Override
    public void close() {
        clock.shutdownNow();
        retired.forEach(this::end);
    }
}
