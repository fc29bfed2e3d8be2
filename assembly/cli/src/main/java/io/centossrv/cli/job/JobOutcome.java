// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.job;

import io.centossrv.cli.outcome.ExitCode;
import java.util.EnumSet;
import java.util.Set;

/** With what a job's nodes make a command end. */
final class JobOutcome {
    private JobOutcome() {}

    /**
     * Returns the exit code.
     *
     * @param detailed whether changes count
     */
    static ExitCode of(JobView job, boolean detailed) {
        Set<ExitCode> holding = EnumSet.noneOf(ExitCode.class);
        for (NodeView node : job.nodes()) {
            holding.add(of(node));
            if (detailed && node.count("changed") > 0) {
                holding.add(ExitCode.CHANGED);
            }
        }
        holding.remove(ExitCode.OK);
        return ExitCode.worst(holding);
    }

    private static ExitCode of(NodeView node) {
        return switch (node.state()) {
            case "ok", "changed", "skipped" -> ExitCode.OK;
            case "unreachable", "expired" -> ExitCode.UNREACHABLE;
            case "interrupted", "cancelled" -> ExitCode.INTERRUPTED;
            case "failed" -> node.reason().equals("timed-out") ? ExitCode.TIMED_OUT : ExitCode.FAILED;
            // the job has ended, so a state of a newer control plane: not to be taken for a success
            default -> ExitCode.INTERRUPTED;
        };
    }
}
