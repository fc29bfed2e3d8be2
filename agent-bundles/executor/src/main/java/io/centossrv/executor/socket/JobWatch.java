// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor.socket;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Lets others wait for news of a job. Thread-safe; news that nobody waited for are merged into one. */
public final class JobWatch {
    private final LiveOutput live = new LiveOutput();
    private int events;
    private boolean ended;

    /** Returns what the job prints just now. */
    public LiveOutput live() {
        return live;
    }

    /** There is a new event. */
    public synchronized void progressed() {
        events++;
        notifyAll();
    }

    /** The result is there. */
    public synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Waits until there are more events than these, the end, or the time is over; returns how many there are. */
    synchronized int awaitMore(int seen, Duration most) throws InterruptedException {
        long deadline = System.nanoTime() + most.toNanos();
        long left = most.toNanos();
        while (events == seen && !ended && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = deadline - System.nanoTime();
        }
        return events;
    }

    synchronized boolean hasEnded() {
        return ended;
    }
}
