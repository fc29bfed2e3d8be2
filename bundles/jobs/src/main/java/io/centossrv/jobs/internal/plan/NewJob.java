// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.plan;

import io.centossrv.inventory.NodeName;
import io.centossrv.jobs.JobId;
import io.centossrv.protocol.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A job that is about to be committed.
 *
 * @param plans each different plan once
 * @param nodes by id
 * @param timeToLive how long a node may be waited for, from the start of its batch
 * @param maxFailures how many nodes may fail; empty for any number
 * @param resumes the job that it goes on with
 */
public record NewJob(
        JobId id,
        String kind,
        String title,
        String actor,
        boolean check,
        Instant submittedAt,
        Instant expiresAt,
        Duration timeout,
        List<CheckedPlan> plans,
        List<Target> nodes,
        Optional<Key> key,
        String target,
        Duration timeToLive,
        int batchSize,
        Optional<Integer> maxFailures,
        Optional<JobId> resumes) {
    public NewJob {
        plans = List.copyOf(plans);
        nodes = List.copyOf(nodes);
    }

    /** Returns how many batches there are. */
    public int batches() {
        return nodes.stream().mapToInt(Target::batch).max().orElse(1);
    }

    /** One node, whose it is, the digest of its plan, and the batch that it belongs to, from 1. */
    public record Target(NodeId node, NodeName name, String team, String plan, int batch) {}

    /** A caller's key for safe retries, and what the request was. */
    public record Key(String value, String fingerprint) {}
}
