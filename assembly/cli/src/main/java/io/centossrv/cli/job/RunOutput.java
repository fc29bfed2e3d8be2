// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.job;

import io.centossrv.cli.output.Colour;
import io.centossrv.cli.output.Terminal;
import java.util.HashSet;
import java.util.Set;

/** Shows a single command: per node a line with how it ended, then what it wrote. */
final class RunOutput implements JobListener {
    private final Terminal terminal;
    private final Waiting waiting;
    private final Set<String> shown = new HashSet<>();

    RunOutput(Terminal terminal) {
        this.terminal = terminal;
        this.waiting = new Waiting(terminal);
    }

    @Override
    public void seen(JobView job) {
        for (NodeView node : job.nodes()) {
            if (node.isFinal() && shown.add(node.name())) {
                waiting.clear();
                show(node);
            }
        }
        waiting.show(job);
    }

    @Override
    public void ended(JobView job) {
        waiting.clear();
    }

    private void show(NodeView node) {
        StringBuilder head = new StringBuilder(node.name()).append(" | ").append(node.stateAndReason());
        node.tasks().stream()
                .flatMap(task -> task.returnCode().stream())
                .findFirst()
                .ifPresent(code -> head.append(" | rc=").append(code));
        terminal.line(colour(node), head.toString());
        for (TaskView task : node.tasks()) {
            if (task.status().equals("failed")
                    && task.stderr().isEmpty()
                    && !task.message().isEmpty()) {
                terminal.block(task.message());
            }
            terminal.block(task.stdout());
            terminal.block(task.stderr());
        }
    }

    private static Colour colour(NodeView node) {
        return switch (node.state()) {
            case "ok" -> Colour.GREEN;
            case "changed" -> Colour.YELLOW;
            case "skipped" -> Colour.CYAN;
            case "interrupted", "cancelled" -> Colour.PURPLE;
            default -> Colour.RED;
        };
    }
}
