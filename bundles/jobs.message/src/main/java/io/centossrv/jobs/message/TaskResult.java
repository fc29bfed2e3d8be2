// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.message;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What came of one task on one node.
 *
 * @param index of the task in the plan, from 0
 * @param play name of the play
 * @param task name of the task
 * @param module the module's full name
 * @param status how it ended
 * @param message the module's {@code msg}, may be empty
 * @param returnCode of a command
 * @param stdout of a command, at most 64 KiB: head and tail with a line in between that tells what was cut
 * @param stderr likewise
 * @param diffs what changed or would change
 * @param startedAt by the node's clock
 * @param endedAt by the node's clock
 * @param stdoutKept what was kept of stdout, byte by byte; empty where {@code stdout} is all of it
 * @param stderrKept likewise
 */
public record TaskResult(
        int index,
        String play,
        String task,
        String module,
        Status status,
        String message,
        Optional<Integer> returnCode,
        String stdout,
        String stderr,
        List<Diff> diffs,
        Instant startedAt,
        Instant endedAt,
        Optional<Kept> stdoutKept,
        Optional<Kept> stderrKept) {
    public TaskResult {
        diffs = List.copyOf(diffs);
    }

    /** A result whose texts hold all that was printed. */
    public TaskResult(
            int index,
            String play,
            String task,
            String module,
            Status status,
            String message,
            Optional<Integer> returnCode,
            String stdout,
            String stderr,
            List<Diff> diffs,
            Instant startedAt,
            Instant endedAt) {
        this(
                index,
                play,
                task,
                module,
                status,
                message,
                returnCode,
                stdout,
                stderr,
                diffs,
                startedAt,
                endedAt,
                Optional.empty(),
                Optional.empty());
    }

    /** How a task ended. {@code UNPREDICTABLE}: a check that can't be made without running it. */
    public enum Status {
        UNKNOWN,
        OK,
        CHANGED,
        FAILED,
        SKIPPED,
        UNPREDICTABLE
    }

    /**
     * Before and after of one thing, as texts.
     *
     * @param beforeHeader what the left side is, such as a path
     * @param afterHeader what the right side is
     * @param before at most 128 KiB
     * @param after at most 128 KiB
     */
    public record Diff(String beforeHeader, String afterHeader, String before, String after) {}

    /**
     * What was kept of a stream that was too long, or is no text in UTF-8.
     *
     * @param head its first bytes, at most 64 KiB
     * @param dropped how many bytes between head and tail were not kept
     * @param tail its last bytes, at most 64 KiB; empty where nothing was dropped
     */
    public record Kept(byte[] head, long dropped, byte[] tail) {
        @Override
        public String toString() {
            return "Kept[head=" + head.length + ", dropped=" + dropped + ", tail=" + tail.length + "]";
        }
    }
}
