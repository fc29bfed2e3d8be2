// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor.journal;

import io.centossrv.executor.plan.Plan;
import io.centossrv.executor.plan.PlanRefused;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what was started and how it ended. A job that was claimed is never run again; one whose owner died without a
 * result is {@code interrupted}. Several executors may share a journal: who claims holds a lock on a file in it.
 */
public final class Journal {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    /** How far the clocks of node and control plane may be apart. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private static final Duration KEPT = Duration.ofDays(7);
    private static final int MOST_KEPT = 1000;

    /** What the result of a task may take: where there is less a job would be begun whose deeds nobody could tell of. */
    private static final long ROOM = 512 * 1024;

    private final Path root;
    private final Clock clock;
    private final ProcessIdentity self;
    private final ReentrantLock lock = new ReentrantLock();

    public Journal(Path root, Clock clock) throws IOException {
        DurableFiles.folder(root);
        this.root = root;
        this.clock = clock;
        this.self = ProcessIdentity.current();
    }

    /** Something that needs the lock. */
    private interface Locked<T> {
        T run() throws IOException, PlanRefused;
    }

    /** Returns the folder of a job. */
    public JobFolder job(UUID job) {
        return new JobFolder(root.resolve(job.toString()));
    }

    /** How far a job is. */
    public enum State {
        UNKNOWN,
        RUNNING,
        ENDED
    }

    /** Returns how far a job is; what its owner left behind by dying ends here as {@code interrupted}. */
    public State state(UUID job) throws IOException {
        JobFolder folder = job(job);
        if (folder.ended()) {
            return State.ENDED;
        }
        if (!folder.claimed()) {
            return State.UNKNOWN;
        }
        try {
            return locked(() -> settle(job, folder));
        } catch (PlanRefused impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns whether a job's folder is of one that an executor runs just now. Changes nothing; needs no lock. */
    public static boolean isRunning(Path folder) throws IOException {
        JobFolder job = new JobFolder(folder);
        return job.claimed() && !job.ended() && job.ownerAlive();
    }

    private State settle(UUID job, JobFolder folder) throws IOException {
        if (folder.ended()) {
            return State.ENDED;
        }
        if (folder.ownerAlive()) {
            return State.RUNNING;
        }
        Instant now = clock.instant();
        if (folder.claimedToCancel()) {
            folder.end(cancelled(folder.claimedAt().orElse(now)));
            return State.ENDED;
        }
        int events = folder.events();
        folder.end(new JobResult(
                "interrupted",
                "",
                "the executor or the node stopped in the middle, after " + events
                        + " tasks had ended; what the next one did is not known",
                folder.claimedAt().orElse(now),
                now,
                events));
        LOG.warn("A job was interrupted: its executor died. job={} tasks={}", job, events);
        return State.ENDED;
    }

    /**
     * Claims the job of a plan: from here on it counts as started.
     *
     * @throws PlanRefused where its times or counter don't allow it, or somebody was faster
     */
    public JobFolder claim(Plan plan) throws IOException, PlanRefused {
        return locked(() -> {
            JobFolder folder = job(plan.job());
            if (folder.claimed() || folder.ended()) {
                throw PlanRefused.forNow("claimed", "another executor has the job");
            }
            if (Files.getFileStore(root).getUsableSpace() < ROOM) {
                throw PlanRefused.forNow(
                        "disk-full",
                        "fewer than " + ROOM + " bytes are free for the journal: make some room, it is tried again");
            }
            CounterWindow window = CounterWindow.read(root.resolve(".counters.json"));
            Instant now = clock.instant();
            admit(plan, window, now);
            window.use(plan.epoch(), plan.counter(), plan.job(), plan.notBefore());
            folder.claim(self, now);
            return folder;
        });
    }

    /**
     * Claims a job so that nobody ever runs it.
     *
     * @return false where somebody has claimed it before
     */
    public boolean cancel(UUID job) throws IOException {
        try {
            return locked(() -> {
                JobFolder folder = job(job);
                if (folder.claimed() || folder.ended()) {
                    return false;
                }
                Instant now = clock.instant();
                folder.claimCancelled(self, now);
                folder.end(cancelled(now));
                return true;
            });
        } catch (PlanRefused impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static JobResult cancelled(Instant at) {
        return new JobResult("cancelled", "", "cancelled before it started", at, at, 0);
    }

    private static void admit(Plan plan, CounterWindow window, Instant now) throws PlanRefused {
        if (now.plus(SKEW).isBefore(plan.notBefore())) {
            throw PlanRefused.forGood(
                    "clock-skew",
                    "the plan is good from " + plan.notBefore()
                            + ", by the control plane's clock, and this node's clock" + " shows " + now
                            + ": set the node's clock");
        }
        // A clock that was set back does not bring an expired plan to life: it is at least as late as what was signed.
        Instant atLeast = now.isAfter(window.latest()) ? now : window.latest();
        if (atLeast.minus(SKEW).isAfter(plan.notAfter())) {
            throw PlanRefused.forGood(
                    "expired",
                    "the plan was good until " + plan.notAfter()
                            + ", by the control plane's clock, and this node's clock" + " shows " + now
                            + (atLeast.isAfter(now) ? ", though it has been " + atLeast : ""));
        }
        String obstacle = window.obstacle(plan.epoch(), plan.counter(), plan.job());
        if (!obstacle.isEmpty()) {
            throw PlanRefused.forGood("counter-used", obstacle);
        }
    }

    /** Ends what dead executors left, and forgets jobs that ended a week ago or are more than a thousand ended ones back. */
    public void recover() throws IOException {
        Map<Instant, JobFolder> ended = new TreeMap<>(Comparator.reverseOrder());
        for (UUID job : jobs()) {
            try {
                if (state(job) == State.ENDED) {
                    ended.put(job(job).endedAt().plusNanos(ended.size()), job(job));
                }
            } catch (IOException e) {
                // The disk may be full: the job is looked at again when somebody asks, and the others need not wait.
                LOG.error("What became of a job can't be written. job={}", job, e);
            }
        }
        List<JobFolder> old = new ArrayList<>();
        int rank = 0;
        for (Map.Entry<Instant, JobFolder> entry : ended.entrySet()) {
            if (rank++ >= MOST_KEPT || entry.getKey().plus(KEPT).isBefore(clock.instant())) {
                old.add(entry.getValue());
            }
        }
        for (JobFolder folder : old) {
            folder.delete();
        }
    }

    private List<UUID> jobs() throws IOException {
        List<UUID> jobs = new ArrayList<>();
        try (Stream<Path> entries = Files.list(root)) {
            entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.length() == 36 && name.indexOf('.') < 0)
                    .forEach(name -> jobs.add(UUID.fromString(name)));
        }
        return jobs;
    }

    private <T> T locked(Locked<T> work) throws IOException, PlanRefused {
        // The JDK refuses two file locks of one process: its own threads queue here first.
        lock.lock();
        try (FileChannel channel =
                        DurableFiles.open(root.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            if (!held.isValid()) {
                throw new IOException("the journal's lock was lost: " + root);
            }
            return work.run();
        } finally {
            lock.unlock();
        }
    }
}
