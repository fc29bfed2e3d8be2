// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.cron;

import io.centossrv.jobs.JobId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One run of a schedule.
 *
 * @param id of the run
 * @param dueAt its time by the schedule's line, or when it was asked for
 * @param state where it is
 * @param reason why it was left out or failed; may be empty
 * @param job that was submitted
 * @param at when it got into its state
 */
public record ScheduleRun(UUID id, Instant dueAt, State state, String reason, Optional<JobId> job, Instant at) {
    /** Where a run is. */
    public enum State {
        /** It waits to be submitted. */
        QUEUED,
        /** Its job tells the rest. */
        SUBMITTED,
        /** Left out because of the one before. */
        SKIPPED,
        /** Its time went by while no control plane was there. */
        MISSED,
        /** No job could be submitted. */
        FAILED
    }
}
