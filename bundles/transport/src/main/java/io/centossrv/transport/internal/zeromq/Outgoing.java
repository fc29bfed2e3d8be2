// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.zeromq;

import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/** What waits for the thread of a server socket, bounded by count and by bytes. Thread-safe. */
final class Outgoing {
    private static final int MOST = 65_536;
    private static final long MOST_BYTES = 128L * 1024 * 1024;

    private final Queue<Frame> frames = new ArrayBlockingQueue<>(MOST);
    private final AtomicLong bytes = new AtomicLong();

    /** A message, and what is run where it was not sent. */
    record Frame(RouterPeer peer, byte[] bytes, Runnable unsent) {}

    /** Takes a message, or tells that there is no room. */
    boolean offer(Frame frame) {
        if (bytes.addAndGet(frame.bytes().length) <= MOST_BYTES && frames.offer(frame)) {
            return true;
        }
        bytes.addAndGet(-frame.bytes().length);
        return false;
    }

    /** Returns the next message, or null where none waits. */
    Frame poll() {
        Frame next = frames.poll();
        if (next != null) {
            bytes.addAndGet(-next.bytes().length);
        }
        return next;
    }

    /** Tells all that wait that they were not sent. */
    void drop() {
        for (Frame next = poll(); next != null; next = poll()) {
            next.unsent().run();
        }
    }
}
