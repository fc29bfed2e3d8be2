// SPDX-License-Identifier: Apache-2.0
package io.centossrv.config;

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
 */
public record PlayRequest(
        String playbook,
        Map<String, byte[]> files,
        Optional<String> limit,
        boolean check,
        boolean diff,
        Duration timeToLive,
        Optional<String> idempotencyKey) {
    public PlayRequest {
        files = Map.copyOf(files);
    }
}
