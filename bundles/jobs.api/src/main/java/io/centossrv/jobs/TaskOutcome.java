// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What came of one task on one node.
 *
 * @param index of the task in the plan, from 0
 * @param play name of the play
 * @param task name of the task
 * @param module full name of the module
 * @param status {@code ok}, {@code changed}, {@code failed}, {@code skipped}, or {@code unknown} where a check can't tell
 * @param message what the module says; may be empty
 * @param returnCode of a command
 * @param stdout of a command, bounded
 * @param stderr of a command, bounded
 * @param diffs before and after
 * @param startedAt by the node's clock
 * @param endedAt by the node's clock
 */
public record TaskOutcome(
        int index,
        String play,
        String task,
        String module,
        String status,
        String message,
        Optional<Integer> returnCode,
        String stdout,
        String stderr,
        List<Diff> diffs,
        Instant startedAt,
        Instant endedAt) {
    public TaskOutcome {
        diffs = List.copyOf(diffs);
    }

    /** Before and after of one thing, as texts with headers. */
    public record Diff(String beforeHeader, String afterHeader, String before, String after) {}
}
