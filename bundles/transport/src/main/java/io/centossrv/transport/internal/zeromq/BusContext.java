// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.zeromq;

import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** A ZeroMQ context that knows when its I/O thread is dead: nothing in the library says so, and nothing works from then on. */
final class BusContext implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BusContext.class);
    private static final int LOGGED = 20;
    private static final long END_WITHIN = 3000;
    private final ZContext context = new ZContext(1);
    private final AtomicInteger problems = new AtomicInteger();
    private volatile boolean dead;

    /** Opens a context; {@code onDeath} is run on the dying thread. */
    BusContext(Runnable onDeath) {
        context.setLinger(0);
        context.setUncaughtExceptionHandler((thread, error) -> {
            dead = true;
            LOG.error("A thread of the bus died, the bus begins anew: thread={}", thread.getName(), error);
            onDeath.run();
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
