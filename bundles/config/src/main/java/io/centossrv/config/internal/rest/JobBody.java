// SPDX-License-Identifier: Apache-2.0
package io.centossrv.config.internal.rest;

import io.centossrv.jobs.Job;
import io.centossrv.jobs.JobState;
import io.centossrv.jobs.NodeJobState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The job that a playbook became, as {@code /api/v1/jobs} shows it. */
public record JobBody(
        String id,
        String kind,
        String title,
        JobState state,
        String actor,
        boolean check,
        Instant submittedAt,
        Optional<Instant> endedAt,
        Instant expiresAt,
        Map<NodeJobState, Integer> counts) {

    static JobBody of(Job job) {
        return new JobBody(
                job.id().toString(),
                job.kind(),
                job.title(),
                job.state(),
                job.actor(),
                job.check(),
                job.submittedAt(),
                job.endedAt(),
                job.expiresAt(),
                job.counts());
    }
}
