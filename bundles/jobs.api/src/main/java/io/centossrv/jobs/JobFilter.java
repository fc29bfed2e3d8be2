// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which jobs; what is empty does not matter.
 *
 * @param states one of these; empty for any
 * @param actor submitted by this account
 * @param target asked for with exactly this target
 * @param since submitted then or later
 */
public record JobFilter(
        Set<JobState> states, Optional<String> actor, Optional<String> target, Optional<Instant> since) {
    /** All jobs. */
    public static final JobFilter ALL = new JobFilter(Set.of(), Optional.empty(), Optional.empty(), Optional.empty());

    public JobFilter {
        states = Set.copyOf(states);
    }
}
