// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.jobs.internal.follow;

import io.centossrv.agent.ReportRefused;
import io.centossrv.agent.jobs.internal.executor.ExecutorCalls;
import io.centossrv.agent.jobs.internal.inbox.Inbox;
import io.centossrv.agent.jobs.internal.journal.Journal;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks each second at all that the inbox and the journal hold, so that a lost hint, a restart of the agent or the death
 * of an executor delays, and loses nothing. One thread at a time.
 */
public final class JournalFollower {
    private static final Logger LOG = LoggerFactory.getLogger(JournalFollower.class);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
    private static final Duration LAST_RETRY = Duration.ofSeconds(15);

    /** Longer than any plan may wait and run, so that one that comes again is known. */
    private static final Duration MARK_KEPT = Duration.ofDays(35);

    private final Inbox inbox;
    private final Journal journal;
    private final JobReports reports;
    private final ExecutorCalls executor;
    private final Clock clock;
    private final Map<String, Retry> retries = new HashMap<>();
    private final Set<String> over = new HashSet<>();
    private Instant nextPrune;
    private boolean refused;

    public JournalFollower(Inbox inbox, Journal journal, JobReports reports, ExecutorCalls executor, Clock clock) {
        this.inbox = inbox;
        this.journal = journal;
        this.reports = reports;
        this.executor = executor;
        this.clock = clock;
        nextPrune = clock.instant();
    }

    /** Looks at everything. */
    public synchronized void sweep() {
        Set<String> inJournal = journal.jobs();
        Set<String> waiting = new HashSet<>(inbox.jobs());
        for (String job : inJournal) {
            if (!over.contains(job)) {
                follow(job);
            }
        }
        for (String job : waiting) {
            if (!inJournal.contains(job)) {
                follow(job);
            }
        }
        retries.keySet().removeIf(job -> !inJournal.contains(job) && !waiting.contains(job));
        over.retainAll(inJournal);
        if (!clock.instant().isBefore(nextPrune)) {
            reports.prune(inJournal, clock.instant().minus(MARK_KEPT));
            nextPrune = clock.instant().plus(Duration.ofHours(1));
        }
    }

    /** Reports what there is of a job from its beginning once more. */
    public synchronized void again(String job) {
        over.remove(job);
        reports.again(job);
        follow(job);
    }

    /** Looks at one job: reports what is new, and tells the executor of it where nobody has it in hand. */
    public synchronized void follow(String job) {
        try {
            boolean done = reports.report(job);
            if (refused) {
                refused = false;
                LOG.info("Results of jobs are kept for the control plane again.");
            }
            if (done) {
                inbox.remove(job);
                retries.remove(job);
                over.add(job);
            } else {
                run(job);
            }
        } catch (ReportRefused e) {
            if (!refused) {
                refused = true;
                LOG.warn("Results of jobs can't be kept for the control plane; they stay in the journal.", e);
            }
        } catch (UncheckedIOException e) {
            LOG.warn("A job can't be followed; trying again: job={}", job, e);
        }
    }

    /**
     * A job that nobody has in hand is one that was not begun, or that the agent left when it was restarted, or whose
     * executor died: the executor is told each time, and does what is right.
     */
    private void run(String job) {
        Instant now = clock.instant();
        Retry retry = retries.getOrDefault(job, new Retry(now, FIRST_RETRY));
        if (executor.inHand(job) || now.isBefore(retry.at())) {
            return;
        }
        if (executor.run(job)) {
            Duration wait = retry.pause();
            Duration longer = wait.multipliedBy(2).compareTo(LAST_RETRY) > 0 ? LAST_RETRY : wait.multipliedBy(2);
            retries.put(job, new Retry(now.plus(wait), longer));
        }
    }

    /** When to tell the executor again, and how long to wait after that. */
    private record Retry(Instant at, Duration pause) {}
}
