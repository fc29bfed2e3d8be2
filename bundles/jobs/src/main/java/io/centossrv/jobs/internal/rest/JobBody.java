// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.rest;

import io.centossrv.jobs.Job;
import io.centossrv.jobs.JobId;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A job as the API shows it. */
public record JobBody(
        String id,
        String kind,
        String title,
        String state,
        String actor,
        boolean check,
        Instant submittedAt,
        Optional<Instant> endedAt,
        Instant expiresAt,
        Map<String, Integer> counts,
        String target,
        Optional<Instant> startedAt,
        RolloutBody rollout,
        Optional<StopBody> stopped,
        Optional<String> resumes) {
    /** How far a job's rollout is. */
    public record RolloutBody(int batch, int batches, int failures, Optional<Integer> maxFailures) {}

    /** That a job was stopped. */
    public record StopBody(Instant at, String code, String reason, String actor) {}

    static JobBody of(Job job) {
        SortedMap<String, Integer> counts = new TreeMap<>();
        job.counts().forEach((state, count) -> counts.put(word(state), count));
        return new JobBody(
                job.id().toString(),
                job.kind(),
                job.title(),
                word(job.state()),
                job.actor(),
                job.check(),
                job.submittedAt(),
                job.endedAt(),
                job.expiresAt(),
                counts,
                job.target(),
                job.startedAt(),
                new RolloutBody(
                        job.rollout().batch(),
                        job.rollout().batches(),
                        job.rollout().failures(),
                        job.rollout().maxFailures()),
                job.stop().map(s -> new StopBody(s.at(), s.code(), s.reason(), s.actor())),
                job.resumes().map(JobId::toString));
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
