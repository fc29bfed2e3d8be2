// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.message;

import io.centossrv.protocol.MessageType;

/**
 * Asks a node to end a job, or never to start it. Answered with {@link CancelTaken}, after which a plan of this job that
 * still is on its way is not run. Asked until an answer comes, so a node gets it more than once.
 *
 * @param job the job's id
 */
public record CancelPlan(String job) {
    /** Its type on the wire. */
    public static final MessageType<CancelPlan> TYPE = MessageType.of("jobs.cancel", 1, CancelPlan.class);
}
