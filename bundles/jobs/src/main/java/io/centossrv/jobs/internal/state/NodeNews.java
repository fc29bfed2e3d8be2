// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.state;

import io.centossrv.jobs.JobId;
import io.centossrv.protocol.NodeId;
import java.time.Instant;
import java.util.Optional;

/**
 * News about a job on a node.
 *
 * @param job which job
 * @param node on which node
 * @param status where it is by these news
 * @param deliveredAt when the node is known to hold it, by our clock
 * @param startedAt by the node's clock
 * @param endedAt by the node's clock
 */
public record NodeNews(
        JobId job,
        NodeId node,
        NodeStatus status,
        Optional<Instant> deliveredAt,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt) {

    /** Returns news without times. */
    public static NodeNews of(JobId job, NodeId node, NodeStatus status) {
        return new NodeNews(job, node, status, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Returns the same news with the time at which the node is known to hold the plan. */
    public NodeNews deliveredAt(Instant at) {
        return new NodeNews(job, node, status, Optional.of(at), startedAt, endedAt);
    }
}
