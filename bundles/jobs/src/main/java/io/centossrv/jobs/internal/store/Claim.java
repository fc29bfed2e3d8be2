// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.store;

import io.centossrv.jobs.JobId;
import io.centossrv.jobs.internal.plan.PlanBinding;
import io.centossrv.jobs.internal.state.NodeStatus;
import io.centossrv.platform.security.Permission;
import io.centossrv.protocol.NodeId;
import java.time.Instant;
import java.util.UUID;

/**
 * The right of this control plane to ask one node about one job, until the lease ends.
 *
 * @param lease tells claims apart: only the one that holds it settles the claim
 * @param errand what to ask
 * @param stopCode why the job was stopped; empty where it was not
 * @param heldBefore whether the node may have held the plan already
 * @param everDelivered whether the node said that it holds the plan
 * @param attempts how often it was claimed, this time included
 * @param actor who asked for it
 * @param permission what the actor must hold
 * @param team whose the node was then
 * @param plan digest of the plan
 * @param bytes the plan's size
 * @param binding what the plan is bound to
 */
public record Claim(
        UUID lease,
        Errand errand,
        String stopCode,
        boolean heldBefore,
        boolean everDelivered,
        int attempts,
        String actor,
        Permission permission,
        String team,
        String plan,
        long bytes,
        PlanBinding binding) {
    /** What a node is asked. */
    public enum Errand {
        /** Take the plan. */
        DELIVER,
        /** Say how far you are with it. */
        INQUIRE,
        /** End it, or never start it. */
        CANCEL
    }

    /** Returns the same claim, to end what the node may hold. */
    public Claim stopping(String code) {
        return new Claim(
                lease,
                Errand.CANCEL,
                code,
                heldBefore,
                everDelivered,
                attempts,
                actor,
                permission,
                team,
                plan,
                bytes,
                binding);
    }

    /** Tells whether the plan is handed over. */
    public boolean deliver() {
        return errand == Errand.DELIVER;
    }

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
     * @param cancelTold whether the node answered that it is to end the job
     */
    public record Settlement(
            Claim claim, NodeStatus status, boolean delivered, boolean held, Instant dueAt, boolean cancelTold) {
        /** What came of a claim that had nothing to do with an end before its time. */
        public Settlement(Claim claim, NodeStatus status, boolean delivered, boolean held, Instant dueAt) {
            this(claim, status, delivered, held, dueAt, false);
        }
    }
}
