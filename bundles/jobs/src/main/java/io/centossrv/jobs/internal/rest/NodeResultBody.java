// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.rest;

import io.centossrv.jobs.NodeResult;
import io.centossrv.jobs.TaskOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A job on one node as the API shows it. */
public record NodeResultBody(
        String node,
        String name,
        String state,
        String reason,
        Instant queuedAt,
        Optional<Instant> deliveredAt,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        List<TaskOutcome> tasks,
        int batch,
        Optional<Instant> waitingAt) {

    static NodeResultBody of(NodeResult result) {
        return new NodeResultBody(
                result.node().toString(),
                result.name().value(),
                JobBody.word(result.state()),
                result.reason(),
                result.queuedAt(),
                result.deliveredAt(),
                result.startedAt(),
                result.endedAt(),
                result.tasks(),
                result.batch(),
                result.waitingAt());
    }
}
