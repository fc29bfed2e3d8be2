// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.message;

import io.centossrv.protocol.MessageType;

/**
 * Asks how far a node is with a plan, without handing it over. Answered with {@link PlanTaken}; {@code plan-unknown}
 * where the node does not hold it. A node that has ended the job reports its results once more.
 *
 * @param job the job's id
 */
public record PlanInquiry(String job) {
    /** Its type on the wire. */
    public static final MessageType<PlanInquiry> TYPE = MessageType.of("jobs.inquiry", 1, PlanInquiry.class);
}
