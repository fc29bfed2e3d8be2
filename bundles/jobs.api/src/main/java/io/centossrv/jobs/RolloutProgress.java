// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs;

import java.util.Optional;

/**
 * How far a job's rollout is.
 *
 * @param batch the newest batch that was started, from 1
 * @param batches how many there are
 * @param failures nodes that failed, were interrupted or not reached so far
 * @param maxFailures how many of these are borne; empty for any number
 */
public record RolloutProgress(int batch, int batches, int failures, Optional<Integer> maxFailures) {
    /** One batch without a limit, at its beginning. */
    public static final RolloutProgress WHOLE = new RolloutProgress(1, 1, 0, Optional.empty());
}
