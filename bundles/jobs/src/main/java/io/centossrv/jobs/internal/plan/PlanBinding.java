// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.plan;

import io.centossrv.jobs.JobId;
import io.centossrv.protocol.NodeId;
import java.time.Duration;
import java.time.Instant;

/**
 * What binds a plan to one node, job and time.
 *
 * @param epoch rises when the control plane was restored from a backup
 * @param counter rises with each job of the node
 * @param submittedAt when the job was submitted
 * @param expiresAt until when it may be handed over
 * @param timeout how long it may run
 */
public record PlanBinding(
        NodeId node, JobId job, long epoch, long counter, Instant submittedAt, Instant expiresAt, Duration timeout) {

    /** How much the clocks of node and control plane may differ. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    /** Returns from when on the node may run it. */
    public Instant notBefore() {
        return submittedAt.minus(SKEW);
    }

    /** Returns until when the node may start it. */
    public Instant notAfter() {
        return expiresAt.plus(timeout);
    }
}
