// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.message;

import io.centossrv.protocol.MessageType;

/**
 * What a node did about {@link CancelPlan}. How the job ended is said by {@link JobProgress}, also of one that never started.
 *
 * @param state what the job was at
 */
public record CancelTaken(State state) {
    /** Its type on the wire. */
    public static final MessageType<CancelTaken> TYPE = MessageType.of("jobs.cancel-taken", 1, CancelTaken.class);

    /** What became of the job on the node. */
    public enum State {
        UNKNOWN,
        /** The node did not have it; where it comes now, it is refused. */
        NOT_KNOWN,
        /** The node had it, and it will never start. */
        CANCELLED_BEFORE_START,
        /** It runs and is being stopped: its progress tells the end, which need not be {@code CANCELLED}. */
        STOPPING,
        /** It had ended before. */
        ENDED
    }
}
