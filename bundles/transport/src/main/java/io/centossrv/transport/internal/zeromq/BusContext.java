// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.zeromq;

import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** A ZeroMQ context that knows when its I/O thread has failed: the library says nothing, and nothing works from then on. */
final class BusContext implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BusContext.class);
    private static final int LOGGED = 20;
    private static final long END_WITHIN = 3000;
    private static final int RUNS = 20;
    private final ZContext context = new ZContext(1);
    private final AtomicInteger problems = new AtomicInteger();
    private volatile boolean dead;

    /** Opens a context; {@code onDeath} is run on the failing thread. */
    BusContext(Runnable onDeath) {
        context.setLinger(0);
        context.setThreadFactor((poller, name) -> {
            Thread thread = new Thread(() -> keepRunning(poller, onDeath), name);
            thread.setDaemon(true);
            return thread;
        });
        context.setNotificationExceptionHandler((thread, problem) -> {
            // a peer can cause these at will
            if (problems.incrementAndGet() <= LOGGED) {
                LOG.warn("A connection of the bus failed: {}", problem.toString());
            } else {
                LOG.debug("A connection of the bus failed", problem);
            }
        });
    }

    /**
     * Runs a poller of the library, again where an error ended it: with a dead thread a context can't be closed and keeps its
     * port. What it had in hand is then in no known state, so the context is to be replaced.
     */
    private void keepRunning(Runnable poller, Runnable onDeath) {
        for (int i = 0; i < RUNS; i++) {
            try {
                poller.run();
                return;
            } catch (Throwable error) {
                dead = true;
                LOG.error("A thread of the bus failed, the bus begins anew: thread={}", name(), error);
                onDeath.run();
            }
        }
    }

    private static String name() {
        return Thread.currentThread().getName();
    }

    ZMQ.Socket socket(SocketType type) {
        return context.createSocket(type);
    }

    ZMQ.Poller poller(ZMQ.Socket socket, Wake wake) {
        ZMQ.Poller poller = context.createPoller(2);
        poller.register(socket, ZMQ.Poller.POLLIN);
        poller.register(wake.channel(), ZMQ.Poller.POLLIN);
        return poller;
    }

    boolean dead() {
        return dead;
    }

    /** Ends the context with its sockets; gives up after three seconds where its threads are dead. */
    @Override
    public void close() {
        Thread ending = new Thread(context::close, "bus-end");
        ending.setDaemon(true);
        ending.start();
        try {
            ending.join(END_WITHIN);
            if (ending.isAlive()) {
                LOG.warn("A context of the bus did not end, its threads are left behind");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
