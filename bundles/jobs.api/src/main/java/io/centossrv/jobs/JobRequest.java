// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs;

import io.centossrv.inventory.NodeName;
import io.centossrv.protocol.NodeId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Asks for a job.
 *
 * @param kind {@code run} or {@code play}
 * @param title what a list of jobs shows
 * @param plans node to what it is to do; not empty
 * @param names the names of these nodes, each of them, as they are now
 * @param timeToLive how long it may wait for a node, from the start of the node's batch
 * @param timeout how long it may run on a node
 * @param idempotencyKey of the caller; the same key and fingerprint within 24 hours is the same job
 * @param fingerprint a digest of what the caller asked for, before it was resolved to nodes: the same key with another
 *     fingerprint is a mistake. Where it is empty the title, times and plans tell requests apart.
 * @param target which nodes were asked for, to be shown; may be empty
 * @param rollout how it goes over its nodes, which are taken by name
 */
public record JobRequest(
        String kind,
        String title,
        Map<NodeId, PlanDraft> plans,
        Map<NodeId, NodeName> names,
        Duration timeToLive,
        Duration timeout,
        Optional<String> idempotencyKey,
        Optional<String> fingerprint,
        String target,
        Rollout rollout) {
    public JobRequest {
        plans = Map.copyOf(plans);
        names = Map.copyOf(names);
        if (plans.isEmpty()) {
            throw new IllegalArgumentException("a job has at least one node");
        }
        if (!names.keySet().containsAll(plans.keySet())) {
            throw new IllegalArgumentException("each node of a job has a name");
        }
    }

    /** Asks for a job over all its nodes at once, however many fail. */
    public JobRequest(
            String kind,
            String title,
            Map<NodeId, PlanDraft> plans,
            Map<NodeId, NodeName> names,
            Duration timeToLive,
            Duration timeout,
            Optional<String> idempotencyKey,
            Optional<String> fingerprint) {
        this(kind, title, plans, names, timeToLive, timeout, idempotencyKey, fingerprint, "", Rollout.ALL_AT_ONCE);
    }
}
