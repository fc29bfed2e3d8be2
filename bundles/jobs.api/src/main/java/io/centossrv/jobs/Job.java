// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * A job.
 *
 * @param id sorts by submission
 * @param kind {@code run} or {@code play}
 * @param title what was asked for, shortened, without secrets
 * @param state as a whole
 * @param actor the account that submitted it
 * @param check whether it only predicts
 * @param submittedAt by the control plane's clock
 * @param endedAt when the last node's part was final
 * @param expiresAt until when nodes may still get it
 * @param counts how many nodes are in each state; states without nodes are left out
 * @param target which nodes were asked for; empty where that is not told
 * @param startedAt when the first node had it
 * @param rollout how far it is
 * @param stop that it was stopped
 * @param resumes the job that it goes on with
 */
public record Job(
        JobId id,
        String kind,
        String title,
        JobState state,
        String actor,
        boolean check,
        Instant submittedAt,
        Optional<Instant> endedAt,
        Instant expiresAt,
        Map<NodeJobState, Integer> counts,
        String target,
        Optional<Instant> startedAt,
        RolloutProgress rollout,
        Optional<JobStop> stop,
        Optional<JobId> resumes) {
    public Job {
        EnumMap<NodeJobState, Integer> copy = new EnumMap<>(NodeJobState.class);
        copy.putAll(counts);
        counts = Collections.unmodifiableMap(copy);
    }

    /** A job over all its nodes at once that was not stopped. */
    public Job(
            JobId id,
            String kind,
            String title,
            JobState state,
            String actor,
            boolean check,
            Instant submittedAt,
            Optional<Instant> endedAt,
            Instant expiresAt,
            Map<NodeJobState, Integer> counts) {
        this(
                id,
                kind,
                title,
                state,
                actor,
                check,
                submittedAt,
                endedAt,
                expiresAt,
                counts,
                "",
                Optional.empty(),
                RolloutProgress.WHOLE,
                Optional.empty(),
                Optional.empty());
    }
}
