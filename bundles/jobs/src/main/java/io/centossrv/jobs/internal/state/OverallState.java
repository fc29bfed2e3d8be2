// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.state;

import io.centossrv.jobs.JobState;
import io.centossrv.jobs.NodeJobState;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What a job's nodes make of the job as a whole. */
public final class OverallState {
    private static final Set<NodeJobState> GOOD =
            EnumSet.of(NodeJobState.OK, NodeJobState.CHANGED, NodeJobState.SKIPPED);
    private static final Set<NodeJobState> NEVER_RAN = EnumSet.of(NodeJobState.UNREACHABLE, NodeJobState.EXPIRED);
    private static final Set<NodeJobState> UNDER_WAY = EnumSet.of(NodeJobState.DELIVERED, NodeJobState.RUNNING);

    private OverallState() {}

    /**
     * Returns the state of a job with so many nodes in each state. It succeeded only where each node did; it expired
     * where it ran nowhere, and was cancelled where nothing but that kept nodes from succeeding.
     */
    public static JobState of(Map<NodeJobState, Integer> counts) {
        if (all(counts, NodeJobState::isFinal)) {
            return ended(counts);
        }
        if (any(counts, UNDER_WAY::contains)) {
            return JobState.RUNNING;
        }
        if (any(counts, NodeJobState.QUEUED::equals)) {
            return any(counts, NodeJobState::isFinal) ? JobState.RUNNING : JobState.QUEUED;
        }
        return JobState.WAITING;
    }

    private static JobState ended(Map<NodeJobState, Integer> counts) {
        if (all(counts, GOOD::contains)) {
            return JobState.SUCCEEDED;
        }
        if (all(counts, state -> GOOD.contains(state) || state == NodeJobState.CANCELLED)) {
            return JobState.CANCELLED;
        }
        return all(counts, NEVER_RAN::contains) ? JobState.EXPIRED : JobState.FAILED;
    }

    private static boolean any(Map<NodeJobState, Integer> counts, Predicate<NodeJobState> in) {
        return counts.entrySet().stream().anyMatch(e -> e.getValue() > 0 && in.test(e.getKey()));
    }

    private static boolean all(Map<NodeJobState, Integer> counts, Predicate<NodeJobState> in) {
        return counts.entrySet().stream().allMatch(e -> e.getValue() == 0 || in.test(e.getKey()));
    }
}
