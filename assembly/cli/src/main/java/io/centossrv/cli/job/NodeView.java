// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.job;

import io.centossrv.cli.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A job on one node.
 *
 * @param name of the node
 * @param state lower-case
 * @param reason why it waits, failed or is not known; may be empty
 * @param tasks so far, by index
 * @param json as it came
 */
record NodeView(String name, String state, String reason, List<TaskView> tasks, JsonObject json) {
    private static final Set<String> OPEN = Set.of("queued", "waiting", "delivered", "running");

    static NodeView of(JsonObject json) {
        return new NodeView(
                json.text("name").or(() -> json.text("node")).orElse("?"),
                json.text("state").orElse("queued"),
                json.text("reason").orElse(""),
                json.objects("tasks").stream().map(TaskView::of).toList(),
                json);
    }

    boolean isFinal() {
        return !OPEN.contains(state);
    }

    /** Whether it waits for the node rather than works there. */
    boolean isHeld() {
        return state.equals("queued") || state.equals("waiting");
    }

    Optional<TaskView> task(int index) {
        return tasks.stream().filter(task -> task.index() == index).findFirst();
    }

    long count(String status) {
        return tasks.stream().filter(task -> task.status().equals(status)).count();
    }

    /** Returns the state with its reason. */
    String stateAndReason() {
        return reason.isEmpty() ? state : state + " (" + reason + ")";
    }
}
