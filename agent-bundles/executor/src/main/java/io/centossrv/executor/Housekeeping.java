// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor;

import io.centossrv.executor.socket.ExecutorSocket;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes again what could not be written, and ends the process when there was nothing to do for long enough. */
final class Housekeeping implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(50);

    private final Duration idle;
    private final Executions executions;
    private final ExecutorSocket socket;
    private final CountDownLatch closed = new CountDownLatch(1);

    Housekeeping(Duration idle, Executions executions, ExecutorSocket socket) {
        this.idle = idle;
        this.executions = executions;
        this.socket = socket;
    }

    void start() {
        Thread thread = new Thread(this::keep, "housekeeping");
        thread.setDaemon(true);
        thread.start();
    }

    private void keep() {
        long pause = Math.max(SHORTEST_PAUSE.toMillis(), Math.min(LONGEST_PAUSE.toMillis(), idle.toMillis() / 4));
        long busyAt = System.nanoTime();
        try {
            while (!closed.await(pause, TimeUnit.MILLISECONDS)) {
                executions.sweep();
                if (!executions.idle() || socket.connections() > 0) {
                    busyAt = System.nanoTime();
                } else if (System.nanoTime() - busyAt > idle.toNanos()) {
                    LOG.info("The executor ends: there was nothing to do.");
                    socket.close();
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.error("The socket can't be closed.", e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
