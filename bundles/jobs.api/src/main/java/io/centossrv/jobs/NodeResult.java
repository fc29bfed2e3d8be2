// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs;

import io.centossrv.inventory.NodeName;
import io.centossrv.protocol.NodeId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A job on one node.
 *
 * @param node its id
 * @param name its name when the job was submitted
 * @param state where it is
 * @param reason why it waits, failed or is not known; may be empty
 * @param queuedAt by the control plane's clock
 * @param deliveredAt when the agent said that it holds the plan
 * @param startedAt by the node's clock
 * @param endedAt by the node's clock
 * @param tasks what came of each task so far, in order
 */
public record NodeResult(
        NodeId node,
        NodeName name,
        NodeJobState state,
        String reason,
        Instant queuedAt,
        Optional<Instant> deliveredAt,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        List<TaskOutcome> tasks) {
    public NodeResult {
        tasks = List.copyOf(tasks);
    }
}
