// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.handler;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the bus's thread pools. */
public final class Pools {
    private Pools() {}

    /** Returns a pool with a bounded queue, which refuses what doesn't fit; idle threads end. */
    public static ThreadPoolExecutor bounded(String name, int threads, int queue) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(queue), threads(name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Returns a pool that takes all: for work that is bounded elsewhere. Once it is shut down the caller does the work. */
    public static ThreadPoolExecutor always(String name, int threads) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads,
                threads,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                threads(name),
                (task, full) -> task.run());
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Returns one thread for what is due at a time. */
    public static ScheduledThreadPoolExecutor timer(String name) {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, threads(name));
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    private static ThreadFactory threads(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
