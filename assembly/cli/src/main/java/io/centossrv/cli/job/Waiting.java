// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.job;

import io.centossrv.cli.output.Progress;
import io.centossrv.cli.output.Terminal;
import java.util.List;
import java.util.stream.Collectors;

/** Says how far a job is: a line that is overwritten on a terminal, one notice elsewhere. */
final class Waiting {
    /** After so many looks, about two seconds, a wait is worth a notice. */
    private static final int PATIENCE = 6;

    private final Terminal terminal;
    private final Progress progress;
    private int looks;

    Waiting(Terminal terminal) {
        this.terminal = terminal;
        this.progress = new Progress(terminal);
    }

    void clear() {
        progress.clear();
    }

    void show(JobView job) {
        looks++;
        if (job.isFinal() || looks < PATIENCE) {
            return;
        }
        List<NodeView> held = job.nodes().stream().filter(NodeView::isHeld).toList();
        if (terminal.showsTalk()) {
            long ended = job.nodes().stream().filter(NodeView::isFinal).count();
            progress.show(ended + " of " + job.nodes().size() + " nodes ended"
                    + (held.isEmpty() ? "" : ", waiting for " + names(held)) + " ...");
        } else if (looks == PATIENCE && !held.isEmpty()) {
            terminal.say("Job " + job.id() + " waits for " + names(held) + ".");
        }
    }

    private static String names(List<NodeView> nodes) {
        String names = nodes.stream()
                .limit(3)
                .map(node -> node.reason().isEmpty() ? node.name() : node.name() + " (" + node.reason() + ")")
                .collect(Collectors.joining(", "));
        return nodes.size() > 3 ? names + " and " + (nodes.size() - 3) + " more" : names;
    }
}
