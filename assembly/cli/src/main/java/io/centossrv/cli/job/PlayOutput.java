// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.job;

import io.centossrv.cli.output.Colour;
import io.centossrv.cli.output.Terminal;
import io.centossrv.cli.text.UnifiedDiff;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Shows a play as Ansible does: a heading per play and task, a line per node. Nodes go their own pace; a task is shown
 * once each node is past it, so that the output does not depend on who is faster.
 */
final class PlayOutput implements JobListener {
    private static final int WIDTH = 79;

    private final Terminal terminal;
    private final boolean diff;
    private final Waiting waiting;
    private final Set<String> ended = new HashSet<>();
    private int index;
    private Optional<String> play = Optional.empty();

    PlayOutput(Terminal terminal, boolean diff) {
        this.terminal = terminal;
        this.diff = diff;
        this.waiting = new Waiting(terminal);
    }

    @Override
    public void seen(JobView job) {
        int last = job.nodes().stream()
                .flatMap(node -> node.tasks().stream())
                .mapToInt(TaskView::index)
                .max()
                .orElse(-1);
        while (index <= last && job.nodes().stream().allMatch(node -> isPast(node, index))) {
            waiting.clear();
            showTask(job.nodes());
            index++;
        }
        waiting.show(job);
    }

    @Override
    public void ended(JobView job) {
        waiting.clear();
        job.nodes().forEach(this::showEnd);
        terminal.data().println();
        terminal.line(heading("PLAY RECAP"));
        Recap.lines(job.nodes()).forEach(line -> terminal.line(line.colour(), line.text()));
        if (job.isCheck()) {
            terminal.say("This was a check: nothing was changed.");
        }
    }

    private static boolean isPast(NodeView node, int index) {
        return node.isFinal() || node.tasks().stream().anyMatch(task -> task.index() >= index);
    }

    private void showTask(List<NodeView> nodes) {
        Optional<TaskView> first =
                nodes.stream().flatMap(node -> node.task(index).stream()).findFirst();
        if (first.isEmpty()) {
            return;
        }
        if (!play.equals(Optional.of(first.get().play()))) {
            play = Optional.of(first.get().play());
            terminal.data().println();
            terminal.line(heading("PLAY [" + first.get().play() + "]"));
        }
        terminal.data().println();
        terminal.line(heading("TASK [" + first.get().task() + "]"));
        for (NodeView node : nodes) {
            node.task(index).ifPresent(task -> showResult(node, task));
        }
    }

    private void showResult(NodeView node, TaskView task) {
        if (diff) {
            task.diffs().forEach(this::showDiff);
        }
        String tail = task.message().isEmpty() ? "" : " => " + task.message();
        switch (task.status()) {
            case "ok" -> terminal.line(Colour.GREEN, "ok: [" + node.name() + "]");
            case "changed" -> terminal.line(Colour.YELLOW, "changed: [" + node.name() + "]");
            case "skipped" -> terminal.line(Colour.CYAN, "skipping: [" + node.name() + "]");
            case "failed" -> {
                String code = task.returnCode().map(rc -> " (rc=" + rc + ")").orElse("");
                terminal.line(Colour.RED, "fatal: [" + node.name() + "]: FAILED!" + code + tail);
                terminal.block(task.stdout());
                terminal.block(task.stderr());
                ended.add(node.name());
            }
            default -> terminal.line(Colour.PURPLE, task.status() + ": [" + node.name() + "]" + tail);
        }
    }

    private void showDiff(TaskView.Diff change) {
        for (String line :
                UnifiedDiff.lines(change.beforeHeader(), change.afterHeader(), change.before(), change.after())) {
            if (line.startsWith("-")) {
                terminal.line(Colour.RED, line);
            } else if (line.startsWith("+")) {
                terminal.line(Colour.GREEN, line);
            } else if (line.startsWith("@")) {
                terminal.line(Colour.CYAN, line);
            } else {
                terminal.line(line);
            }
        }
    }

    /** A node whose end no task has told. */
    private void showEnd(NodeView node) {
        if (ended.contains(node.name())) {
            return;
        }
        String tail = node.reason().isEmpty() ? "" : " => " + node.reason();
        switch (node.state()) {
            case "ok", "changed", "skipped" -> {
                // its tasks have told it
            }
            case "unreachable", "expired" ->
                terminal.line(Colour.RED, "fatal: [" + node.name() + "]: UNREACHABLE!" + tail);
            case "failed" -> terminal.line(Colour.RED, "fatal: [" + node.name() + "]: FAILED!" + tail);
            default -> terminal.line(Colour.PURPLE, node.state() + ": [" + node.name() + "]" + tail);
        }
    }

    private static String heading(String text) {
        return text + " " + "*".repeat(Math.max(3, WIDTH - text.length() - 1));
    }
}
