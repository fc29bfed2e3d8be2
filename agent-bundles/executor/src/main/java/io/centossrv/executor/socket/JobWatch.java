// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor.socket;

/** Lets others wait for news of a job. Thread-safe; news that nobody waited for are merged into one. */
public final class JobWatch {
    private int events;
    private boolean ended;

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

    /** Waits until there are more events than these, or the end; returns how many there are. */
    synchronized int awaitMore(int seen) throws InterruptedException {
        while (events == seen && !ended) {
            wait();
        }
        return events;
    }

    synchronized boolean hasEnded() {
        return ended;
    }
}
