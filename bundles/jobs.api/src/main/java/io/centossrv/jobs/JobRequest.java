// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs;

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
 * @param timeToLive how long it may wait for a node
 * @param timeout how long it may run on a node
 * @param idempotencyKey of the caller; the same key and body within 24 hours is the same job
 */
public record JobRequest(
        String kind,
        String title,
        Map<NodeId, PlanDraft> plans,
        Duration timeToLive,
        Duration timeout,
        Optional<String> idempotencyKey) {
    public JobRequest {
        plans = Map.copyOf(plans);
        if (plans.isEmpty()) {
            throw new IllegalArgumentException("a job has at least one node");
        }
    }
}
