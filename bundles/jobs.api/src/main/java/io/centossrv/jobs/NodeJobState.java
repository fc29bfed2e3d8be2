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
    /**
     * It started, or may have, and how it ended is not known; it is never repeated by itself. The reason
     * {@code no-news} means that the node was silent for too long.
     */
    INTERRUPTED,
    /** It could not be handed over before it expired. */
    UNREACHABLE,
    CANCELLED,
    /** It was handed over too late to be started, or kept back by a freeze or a pause until it expired. */
    EXPIRED;

    /**
     * Tells whether nothing will change any more, with one exception: what the control plane concluded from a node's
     * silence ({@code UNREACHABLE}, {@code INTERRUPTED}) is replaced by what the node itself says later.
     */
    public boolean isFinal() {
        return switch (this) {
            case QUEUED, WAITING, DELIVERED, RUNNING -> false;
            default -> true;
        };
    }
}
