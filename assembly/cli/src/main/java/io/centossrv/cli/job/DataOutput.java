// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.job;

import io.centossrv.cli.output.Format;
import io.centossrv.cli.output.Printer;
import io.centossrv.cli.output.Terminal;
import java.util.HashSet;
import java.util.Set;

/** Shows a job to programs: the whole at its end, or with {@code jsonl} each node as soon as it is final. */
final class DataOutput implements JobListener {
    private final Terminal terminal;
    private final Printer printer;
    private final Set<String> shown = new HashSet<>();

    DataOutput(Terminal terminal, Printer printer) {
        this.terminal = terminal;
        this.printer = printer;
    }

    @Override
    public void seen(JobView job) {
        if (printer.format() != Format.jsonl) {
            return;
        }
        for (NodeView node : job.nodes()) {
            if (node.isFinal() && shown.add(node.name())) {
                printer.jsonLine(node.json());
            }
        }
    }

    @Override
    public void ended(JobView job) {
        switch (printer.format()) {
            case jsonl -> {
                // each node had its line
            }
            case name -> terminal.line(job.id());
            default -> printer.document(job.whole());
        }
    }
}
