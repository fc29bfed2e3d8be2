// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.jobs.internal.journal;

import io.centossrv.jobs.message.JobProgress;
import java.time.Instant;
import java.util.Optional;

/**
 * What the executor's journal says of a job as a whole.
 *
 * @param claimedAt when an executor began; empty where none did
 * @param result how it ended; empty while it runs, or where the executor died
 */
public record JournalEntry(Optional<Instant> claimedAt, Optional<Result> result) {
    /**
     * How a job ended.
     *
     * @param reason a sentence where it did not go well, after the code of a refusal and a colon; may be empty
     */
    public record Result(JobProgress.Outcome outcome, String reason, Instant startedAt, Instant endedAt) {}
}
