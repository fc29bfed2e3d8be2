// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.store;

import io.centossrv.jobs.JobId;
import io.centossrv.jobs.internal.plan.PlanBinding;
import io.centossrv.jobs.internal.state.NodeStatus;
import io.centossrv.protocol.NodeId;
import java.time.Instant;
import java.util.UUID;

/**
 * The right of this control plane to ask one node about one job, until the lease ends.
 *
 * @param lease tells claims apart: only the one that holds it settles the claim
 * @param deliver hand the plan over; otherwise only ask how far the node is
 * @param heldBefore whether the node may have held the plan already
 * @param everDelivered whether the node said that it holds the plan
 * @param attempts how often it was claimed, this time included
 * @param plan digest of the plan
 * @param bytes the plan's size
 * @param binding what the plan is bound to
 */
public record Claim(
        UUID lease,
        boolean deliver,
        boolean heldBefore,
        boolean everDelivered,
        int attempts,
        String plan,
        long bytes,
        PlanBinding binding) {
    /** Returns the job. */
    public JobId job() {
        return binding.job();
    }

    /** Returns the node. */
    public NodeId node() {
        return binding.node();
    }

    /**
     * What came of a claim.
     *
     * @param status where the job is by that
     * @param delivered whether the node said that it holds the plan
     * @param held whether the node may hold the plan now
     * @param dueAt when to ask again, where the job is not final
     */
    public record Settlement(Claim claim, NodeStatus status, boolean delivered, boolean held, Instant dueAt) {}
}
