// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.state;

import io.centossrv.jobs.NodeJobState;
import java.util.Objects;

/**
 * Where a job is on one node, and how sure that is. Statuses only move forward: {@link #merge} gives the same end for any
 * order and repetition of news from one run.
 *
 * @param state where it is
 * @param reason why; may be empty
 * @param presumed concluded from silence, so that word from the node replaces it
 */
public record NodeStatus(NodeJobState state, String reason, boolean presumed) {
    /** The reason of a job that could not be handed over because its node has no link. */
    public static final String OFFLINE = "node-offline";

    /** How the reason of a job begins whose node is paused by its administrator. */
    public static final String PAUSED = "paused";

    /** How the reason of a job begins whose node is kept from all work. */
    public static final String QUARANTINED = "quarantined";

    /** How the reason of a job begins whose node's agent is of a release that nobody here vouches for. */
    public static final String RELEASE_UNKNOWN = "agent-release-unknown";

    /** How the reason begins where a job was refused, by the node or when it was to be handed over. */
    public static final String REJECTED = "rejected: ";

    /** The reason of a job whose node was silent for too long. */
    public static final String NO_NEWS = "no-news";

    public NodeStatus {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(reason, "reason");
        if (presumed && !state.isFinal()) {
            throw new IllegalArgumentException("only an end can be presumed: " + state);
        }
    }

    /** Returns what the node said, or what we know of our own doing. */
    public static NodeStatus known(NodeJobState state, String reason) {
        return new NodeStatus(state, reason, false);
    }

    /** Returns the status of a job that waits. */
    public static NodeStatus waiting(String reason) {
        return known(NodeJobState.WAITING, reason);
    }

    /** Returns an end that was concluded from silence. */
    public static NodeStatus presumed(NodeJobState state, String reason) {
        return new NodeStatus(state, reason, true);
    }

    /** Returns the status after the news: the news where they are further, this one otherwise. */
    public NodeStatus merge(NodeStatus news) {
        int ours = rank();
        int theirs = news.rank();
        boolean anotherReasonToWait = theirs == ours && news.state == NodeJobState.WAITING;
        return theirs > ours || anotherReasonToWait ? news : this;
    }

    private int rank() {
        return switch (state) {
            case QUEUED -> 0;
            case WAITING -> 1;
            case DELIVERED -> 2;
            case RUNNING -> 3;
            default -> presumed ? 4 : 5;
        };
    }
}
