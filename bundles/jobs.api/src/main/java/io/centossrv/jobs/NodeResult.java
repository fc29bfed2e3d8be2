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
 * @param batch of the rollout, from 1
 * @param waitingAt when it first had to wait, by the control plane's clock
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
        List<TaskOutcome> tasks,
        int batch,
        Optional<Instant> waitingAt) {
    public NodeResult {
        tasks = List.copyOf(tasks);
    }

    /** A node of the first batch that never had to wait. */
    public NodeResult(
            NodeId node,
            NodeName name,
            NodeJobState state,
            String reason,
            Instant queuedAt,
            Optional<Instant> deliveredAt,
            Optional<Instant> startedAt,
            Optional<Instant> endedAt,
            List<TaskOutcome> tasks) {
        this(node, name, state, reason, queuedAt, deliveredAt, startedAt, endedAt, tasks, 1, Optional.empty());
    }
}
