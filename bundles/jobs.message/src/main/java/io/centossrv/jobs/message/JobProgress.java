// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.message;

import io.centossrv.protocol.MessageType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * News of a job on a node; the last one has an outcome.
 *
 * @param job the job's id
 * @param from index of the first result in it: what comes twice is known by its index
 * @param results tasks that ended since the news before, in order
 * @param outcome how the node's part ended; empty while it runs
 * @param reason why it failed, was rejected or is not known
 * @param startedAt by the node's clock
 * @param endedAt by the node's clock
 */
public record JobProgress(
        String job,
        int from,
        List<TaskResult> results,
        Optional<Outcome> outcome,
        String reason,
        Instant startedAt,
        Optional<Instant> endedAt) {
    /** Its type on the wire. */
    public static final MessageType<JobProgress> TYPE = MessageType.of("jobs.progress", 1, JobProgress.class);

    public JobProgress {
        results = List.copyOf(results);
    }

    /**
     * How a node's part of a job ended. {@code INTERRUPTED}: it started, and how it ended is not known. {@code CANCELLED}: it
     * was stopped in the middle, or before its first task where there is no result.
     */
    public enum Outcome {
        UNKNOWN,
        OK,
        CHANGED,
        FAILED,
        TIMED_OUT,
        REJECTED,
        INTERRUPTED,
        CANCELLED
    }
}
