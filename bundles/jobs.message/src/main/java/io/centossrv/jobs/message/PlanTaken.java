// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.message;

import io.centossrv.protocol.MessageType;
import java.util.Optional;

/**
 * The node holds the plan durably and will start it, has started it, or has ended it; or it is paused.
 *
 * @param state what it is at
 * @param pause with {@code PAUSED}
 */
public record PlanTaken(State state, Optional<NodePause> pause) {
    /** Its type on the wire. */
    public static final MessageType<PlanTaken> TYPE = MessageType.of("jobs.taken", 1, PlanTaken.class);

    /** An answer of a node that is not paused. */
    public PlanTaken(State state) {
        this(state, Optional.empty());
    }

    /** How far the node is with a plan. */
    public enum State {
        UNKNOWN,
        TAKEN,
        RUNNING,
        ENDED,
        /**
         * The node is paused and has not started it. It need not hold the plan: to be delivered again when the pause is over.
         * One that it does hold starts by itself then.
         */
        PAUSED
    }
}
