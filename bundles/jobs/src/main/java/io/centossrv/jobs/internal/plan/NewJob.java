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
        Optional<Key> key) {
    public NewJob {
        plans = List.copyOf(plans);
        nodes = List.copyOf(nodes);
    }

    /** One node and the digest of its plan. */
    public record Target(NodeId node, NodeName name, String plan) {}

    /** A caller's key for safe retries, and what the request was. */
    public record Key(String value, String fingerprint) {}
}
