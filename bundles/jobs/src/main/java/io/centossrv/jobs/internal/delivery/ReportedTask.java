// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.delivery;

import io.centossrv.jobs.TaskOutcome;
import io.centossrv.jobs.internal.state.HeldText;
import io.centossrv.jobs.message.TaskResult;
import io.centossrv.protocol.RequestRejected;
import java.util.List;
import java.util.Locale;

/** Makes a task's outcome of what a node says, which may be anything, within limits. */
final class ReportedTask {
    private static final int MAX_INDEX = 10_000;
    private static final int MAX_NAME = 1024;
    private static final int MAX_MESSAGE = 16 * 1024;
    private static final int MAX_STREAM = 65 * 1024;
    private static final int MAX_DIFF = 129 * 1024;
    private static final int MAX_DIFFS = 20;

    TaskOutcome outcome(TaskResult result) {
        if (result.index() < 0 || result.index() >= MAX_INDEX) {
            throw new RequestRejected("task-index", "A report has a task with the index " + result.index() + ".");
        }
        List<TaskOutcome.Diff> diffs =
                result.diffs().stream().limit(MAX_DIFFS).map(ReportedTask::diff).toList();
        return new TaskOutcome(
                result.index(),
                text(result.play(), MAX_NAME),
                text(result.task(), MAX_NAME),
                text(result.module(), MAX_NAME),
                status(result.status()),
                text(result.message(), MAX_MESSAGE),
                result.returnCode(),
                text(result.stdout(), MAX_STREAM),
                text(result.stderr(), MAX_STREAM),
                diffs,
                result.startedAt(),
                result.endedAt());
    }

    private static TaskOutcome.Diff diff(TaskResult.Diff diff) {
        return new TaskOutcome.Diff(
                text(diff.beforeHeader(), MAX_NAME),
                text(diff.afterHeader(), MAX_NAME),
                text(diff.before(), MAX_DIFF),
                text(diff.after(), MAX_DIFF));
    }

    /** A check that can't tell, and a status of a newer agent, are both not known. */
    private static String status(TaskResult.Status status) {
        return switch (status) {
            case UNKNOWN, UNPREDICTABLE -> "unknown";
            default -> status.name().toLowerCase(Locale.ROOT);
        };
    }

    static String text(String text, int most) {
        return HeldText.of(text, most);
    }
}
