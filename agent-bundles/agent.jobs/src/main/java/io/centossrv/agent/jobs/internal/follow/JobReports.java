// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.jobs.internal.follow;

import io.centossrv.agent.ReportRefused;
import io.centossrv.agent.Reporter;
import io.centossrv.agent.jobs.internal.journal.EventLog;
import io.centossrv.agent.jobs.internal.journal.Journal;
import io.centossrv.agent.jobs.internal.journal.JournalEntry;
import io.centossrv.jobs.message.JobProgress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reports what the journal says and has not been reported. A report is kept durably before it counts as made; one that is
 * made twice is known by its indexes. Thread-safe.
 */
public final class JobReports {
    private final Journal journal;
    private final Reporter reporter;
    private final EventLog events = new EventLog();
    private final Marks marks;

    public JobReports(Journal journal, Path marks, Reporter reporter) throws IOException {
        this.journal = journal;
        this.reporter = reporter;
        this.marks = new Marks(marks);
    }

    /** Tells whether the end of a job was reported. */
    public synchronized boolean done(String job) {
        return marks.of(job).done();
    }

    /** Has a job reported from its beginning once more. */
    public synchronized void again(String job) {
        marks.set(job, Mark.NOTHING);
    }

    /** Forgets jobs that the journal has forgotten long ago. */
    public synchronized void prune(Set<String> jobs, Instant before) {
        marks.prune(jobs, before);
    }

    /**
     * Reports news of a job.
     *
     * @return whether its end is reported now
     * @throws ReportRefused where the outbox is full: the rest stays for later
     */
    public synchronized boolean report(String job) {
        if (marks.of(job).done()) {
            return true;
        }
        // The end is looked for before the tasks: all tasks are in the file when the end is there.
        Optional<JournalEntry> entry = journal.entry(job);
        if (entry.isEmpty()) {
            return false;
        }
        try {
            boolean more = true;
            while (more) {
                more = reportBatch(job, entry.get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return marks.of(job).done();
    }

    private boolean reportBatch(String job, JournalEntry entry) throws IOException {
        Mark mark = marks.of(job);
        EventLog.Batch batch = events.read(journal.events(job), mark.offset());
        boolean moved = batch.next() > mark.offset();
        Optional<JournalEntry.Result> end = moved ? Optional.empty() : entry.result();
        boolean begins = !mark.begun() && entry.claimedAt().isPresent();
        if (end.isPresent() || begins || !batch.results().isEmpty()) {
            reporter.report(JobProgress.TYPE, progress(job, mark, entry, batch, end));
        }
        if (moved || end.isPresent()) {
            marks.set(job, mark.upTo(batch.next(), batch.results().size(), end.isPresent()));
        } else if (begins) {
            marks.set(job, mark.beginning());
        }
        return moved;
    }

    private static JobProgress progress(
            String job, Mark mark, JournalEntry entry, EventLog.Batch batch, Optional<JournalEntry.Result> end) {
        Instant started = end.map(JournalEntry.Result::startedAt)
                .or(entry::claimedAt)
                .orElseGet(() -> batch.results().isEmpty()
                        ? Instant.EPOCH
                        : batch.results().get(0).startedAt());
        int from =
                batch.results().isEmpty() ? mark.next() : batch.results().get(0).index();
        return new JobProgress(
                job,
                from,
                List.copyOf(batch.results()),
                end.map(JournalEntry.Result::outcome),
                end.map(JournalEntry.Result::reason).orElse(""),
                started,
                end.map(JournalEntry.Result::endedAt));
    }
}
