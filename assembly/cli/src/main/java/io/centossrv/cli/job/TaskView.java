// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.job;

import io.centossrv.cli.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * What came of one task on one node.
 *
 * @param index in the plan, from 0
 * @param play name of the play
 * @param task name of the task
 * @param status {@code ok}, {@code changed}, {@code failed}, {@code skipped} or {@code unknown}
 * @param message of the module
 * @param returnCode of a command
 * @param stdout of a command
 * @param stderr of a command
 * @param diffs before and after
 */
record TaskView(
        int index,
        String play,
        String task,
        String status,
        String message,
        Optional<Long> returnCode,
        String stdout,
        String stderr,
        List<Diff> diffs) {

    /** Before and after of one thing. */
    record Diff(String beforeHeader, String afterHeader, String before, String after) {
        static Diff of(JsonObject json) {
            return new Diff(
                    json.text("beforeHeader").orElse("before"),
                    json.text("afterHeader").orElse("after"),
                    json.text("before").orElse(""),
                    json.text("after").orElse(""));
        }
    }

    static TaskView of(JsonObject json) {
        return new TaskView(
                json.number("index").orElse(0L).intValue(),
                json.text("play").orElse(""),
                json.text("task").orElse(""),
                json.text("status").orElse("unknown"),
                json.text("message").orElse(""),
                json.number("returnCode"),
                json.text("stdout").orElse(""),
                json.text("stderr").orElse(""),
                json.objects("diffs").stream().map(Diff::of).toList());
    }
}
