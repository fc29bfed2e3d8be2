// SPDX-License-Identifier: Apache-2.0
package io.centossrv.config;

import io.centossrv.jobs.Rollout;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Asks for a playbook to be checked or applied.
 *
 * @param playbook path of the playbook within the project
 * @param files the project: relative path with slashes to content; together at most 4 MiB
 * @param limit a target that narrows the plays' hosts down
 * @param check predict and change nothing
 * @param diff report before and after
 * @param timeToLive how long it may wait for a node
 * @param idempotencyKey as of {@link io.centossrv.jobs.JobRequest}
 * @param rollout how it goes over its nodes
 * @param confirmed the number of nodes that the caller confirmed, which applying to many needs
 */
public record PlayRequest(
        String playbook,
        Map<String, byte[]> files,
        Optional<String> limit,
        boolean check,
        boolean diff,
        Duration timeToLive,
        Optional<String> idempotencyKey,
        Rollout rollout,
        Optional<Integer> confirmed) {
    public PlayRequest {
        files = Map.copyOf(files);
    }

    /** Asks for it on all nodes at once, however many fail, and confirms nothing. */
    public PlayRequest(
            String playbook,
            Map<String, byte[]> files,
            Optional<String> limit,
            boolean check,
            boolean diff,
            Duration timeToLive,
            Optional<String> idempotencyKey) {
        this(playbook, files, limit, check, diff, timeToLive, idempotencyKey, Rollout.ALL_AT_ONCE, Optional.empty());
    }
}
