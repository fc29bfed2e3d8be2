// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs;

import java.util.Optional;

/**
 * How a job goes over its nodes.
 *
 * @param batch how many nodes at once, at least one; empty for all. The next batch starts when the last node of the one
 *     before is final
 * @param maxFailures how many nodes may fail, be interrupted or not be reached; with one more, what has not started is
 *     cancelled. Empty for any number
 */
public record Rollout(Optional<Share> batch, Optional<Share> maxFailures) {
    /** All nodes at once, however many fail. */
    public static final Rollout ALL_AT_ONCE = new Rollout(Optional.empty(), Optional.empty());

    /** Returns the size of a batch of so many nodes. */
    public int batchSize(int nodes) {
        return batch.map(share -> Math.max(1, Math.min(nodes, share.of(nodes)))).orElse(nodes);
    }
}
