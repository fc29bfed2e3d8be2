// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs;

/** Where a job is on one node. */
public enum NodeJobState {
    /** Committed, not yet handed over. */
    QUEUED,
    /** Can't be handed over now; the reason is told. */
    WAITING,
    /** Handed over to the agent. */
    DELIVERED,
    RUNNING,
    OK,
    CHANGED,
    /** The reason is told: a code, {@code timed-out}, {@code rejected} or {@code unsupported}. */
    FAILED,
    SKIPPED,
    /** It started and how it ended is not known; it is never repeated by itself. */
    INTERRUPTED,
    /** It could not be handed over before it expired. */
    UNREACHABLE,
    CANCELLED,
    EXPIRED;

    /** Tells whether nothing will change any more. */
    public boolean isFinal() {
        return switch (this) {
            case QUEUED, WAITING, DELIVERED, RUNNING -> false;
            default -> true;
        };
    }
}
