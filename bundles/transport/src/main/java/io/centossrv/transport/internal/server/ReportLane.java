// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.server;

import io.centossrv.protocol.Envelope;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reports of one type of one link that wait for their handler, in order. Where one had to be left out, none after it is taken
 * until it comes again. Guarded by the link.
 */
final class ReportLane {
    /** A report that waits. */
    record Waiting(Envelope.Report report, Instant receivedAt) {}

    private final String type;
    private final Map<Long, Waiting> queue = new LinkedHashMap<>();
    private long leftOut = Long.MAX_VALUE;
    private boolean running;
    private int failures;

    ReportLane(String type) {
        this.type = type;
    }

    String type() {
        return type;
    }

    /** Returns whether the report is to be queued: neither waiting already nor after a gap. */
    boolean takes(long number) {
        return !queue.containsKey(number) && number <= leftOut;
    }

    boolean full() {
        return queue.size() >= LinkSettings.LANE;
    }

    void leaveOut(long number) {
        leftOut = Math.min(leftOut, number);
    }

    /** Queues a report; returns whether the lane is now to be run. */
    boolean add(Waiting waiting) {
        leftOut = Long.MAX_VALUE;
        queue.put(waiting.report().number(), waiting);
        boolean start = !running;
        running = true;
        return start;
    }

    /** Returns the report whose turn it is; where there is none the lane rests. */
    Optional<Waiting> head() {
        Optional<Waiting> head = queue.values().stream().findFirst();
        running = head.isPresent();
        return head;
    }

    /** Takes out a report that is done. */
    void done(long number) {
        failures = 0;
        queue.remove(number);
    }

    /** Notes a failure; returns after how many seconds to try again. */
    long retryAfter() {
        failures++;
        return Math.min(30, 1L << Math.min(failures - 1, 5));
    }

    /** Empties the lane, which rests; returns the bytes that waited. */
    long clear() {
        long bytes = bytes();
        queue.keySet().stream().findFirst().ifPresent(this::leaveOut);
        queue.clear();
        running = false;
        return bytes;
    }

    private long bytes() {
        return queue.values().stream()
                .mapToLong(waiting -> waiting.report().payload().length)
                .sum();
    }
}
