// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.message;

import io.centossrv.protocol.MessageType;

/**
 * The node holds the plan durably and will start it, has started it, or has ended it.
 *
 * @param state what it is at
 */
public record PlanTaken(State state) {
    /** Its type on the wire. */
    public static final MessageType<PlanTaken> TYPE = MessageType.of("jobs.taken", 1, PlanTaken.class);

    /** How far the node is with a plan. */
    public enum State {
        UNKNOWN,
        TAKEN,
        RUNNING,
        ENDED
    }
}
