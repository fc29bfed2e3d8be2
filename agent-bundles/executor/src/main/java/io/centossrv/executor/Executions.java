// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor;

import io.centossrv.executor.journal.JobFolder;
import io.centossrv.executor.journal.JobResult;
import io.centossrv.executor.journal.Journal;
import io.centossrv.executor.pause.PauseFile;
import io.centossrv.executor.plan.Inbox;
import io.centossrv.executor.plan.ModuleJars;
import io.centossrv.executor.plan.Plan;
import io.centossrv.executor.plan.PlanRefused;
import io.centossrv.executor.socket.JobDesk;
import io.centossrv.executor.socket.JobWatch;
import io.centossrv.playbook.module.ModuleCatalog;
import io.centossrv.playbook.module.OutputLimits;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The jobs that this process runs, several at once; one above the limit is told to come again. */
final class Executions implements JobDesk {
    private static final Logger LOG = LoggerFactory.getLogger(Executions.class);
    private static final int MOST_AT_ONCE = 8;

    private final Inbox inbox;
    private final Journal journal;
    private final ModuleCatalog modules;
    private final Map<String, String> environment;
    private final Clock clock;
    private final ModuleJars jars;
    private final PauseFile pause;
    private final OutputLimits limits;
    private final Map<UUID, PlanRun> running = new ConcurrentHashMap<>();
    private final Map<UUID, JobResult> unsaved = new ConcurrentHashMap<>();
    /** Twice as many as jobs: a thread that has ended its job may still be on its way back. */
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            0, 2 * MOST_AT_ONCE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> new Thread(task, "job"));

    Executions(
            Inbox inbox,
            Journal journal,
            PauseFile pause,
            ModuleCatalog modules,
            Map<String, String> environment,
            OutputLimits limits,
            Clock clock) {
        this.inbox = inbox;
        this.journal = journal;
        this.modules = modules;
        this.jars = new ModuleJars(modules);
        this.pause = pause;
        this.limits = limits;
        this.environment = Map.copyOf(environment);
        this.clock = clock;
    }

    @Override
    public synchronized Answer run(UUID job) {
        Answer now = status(job);
        if (!now.state().equals("unknown")) {
            return now;
        }
        if (running.size() >= MOST_AT_ONCE) {
            return new Answer("rejected", "busy", "this node runs " + MOST_AT_ONCE + " jobs already: ask again");
        }
        try {
            Optional<PauseFile.Lasting> paused = pause.lasting();
            if (paused.isPresent()) {
                return new Answer(
                        "rejected",
                        "paused",
                        "this node is paused for another " + paused.get().left().toSeconds() + " s: "
                                + paused.get().pause().reason());
            }
            Plan plan = inbox.read(job);
            jars.check(plan);
            JobFolder folder = journal.claim(plan);
            start(plan, folder);
            return Answer.of("taken");
        } catch (PlanRefused e) {
            return refuse(job, e);
        } catch (IOException e) {
            return unavailable("a job was not started", job, e);
        }
    }

    @Override
    public synchronized Answer cancel(UUID job) {
        PlanRun run = running.get(job);
        if (run != null) {
            LOG.info("A job is cancelled. job={}", job);
            run.cancel();
            return Answer.of("stopping");
        }
        if (unsaved.containsKey(job)) {
            return Answer.of("ended");
        }
        Answer now = status(job);
        if (!now.state().equals("unknown")) {
            return now.state().equals("running")
                    ? new Answer("rejected", "runs-elsewhere", "another executor of this node runs the job: ask again")
                    : now;
        }
        try {
            if (journal.cancel(job)) {
                LOG.info("A job was cancelled before it started. job={}", job);
                return Answer.of("cancelled");
            }
            return new Answer("rejected", "runs-elsewhere", "another executor of this node was faster: ask again");
        } catch (IOException e) {
            return unavailable("a job was not cancelled", job, e);
        }
    }

    private static Answer unavailable(String what, UUID job, IOException e) {
        LOG.error("The journal can't be written: {}. job={}", what, job, e);
        boolean full = String.valueOf(e.getMessage()).contains("No space left on device")
                || String.valueOf(e.getMessage()).contains("Disk quota exceeded");
        return full
                ? new Answer("rejected", "disk-full", "there is no room for the journal: make some, and ask again")
                : new Answer("rejected", "journal-unavailable", "the journal can't be written: ask again");
    }

    private void start(Plan plan, JobFolder folder) {
        PlanRun run = new PlanRun(plan, folder, modules, environment, clock, limits);
        running.put(plan.job(), run);
        LOG.info("A job starts. job={} check={}", plan.job(), plan.check());
        try {
            threads.execute(() -> {
                JobResult result = run.run();
                save(plan.job(), result);
                running.remove(plan.job());
                run.watch().end();
                LOG.info("A job ended. job={} outcome={} tasks={}", plan.job(), result.outcome(), result.results());
            });
        } catch (RejectedExecutionException e) {
            // It is claimed, so it may not come again: say that nothing was done.
            Instant at = clock.instant();
            save(
                    plan.job(),
                    new JobResult("failed", "", "the executor had no thread for it: nothing was run", at, at, 0));
            running.remove(plan.job());
        }
    }

    private Answer refuse(UUID job, PlanRefused refusal) {
        LOG.warn("A plan was refused. job={} code={}", job, refusal.code());
        if (refusal.lasting()) {
            Instant at = clock.instant();
            save(job, new JobResult("rejected", refusal.code(), String.valueOf(refusal.getMessage()), at, at, 0));
        }
        return new Answer("rejected", refusal.code(), String.valueOf(refusal.getMessage()));
    }

    private void save(UUID job, JobResult result) {
        try {
            journal.job(job).end(result);
            unsaved.remove(job);
        } catch (IOException e) {
            LOG.error("A result can't be written; it is tried again. job={} outcome={}", job, result.outcome(), e);
            unsaved.put(job, result);
        }
    }

    /** Tries again to write what could not be written. */
    void sweep() {
        unsaved.forEach(this::save);
    }

    @Override
    public Answer status(UUID job) {
        if (running.containsKey(job) || unsaved.containsKey(job)) {
            return Answer.of("running");
        }
        try {
            return switch (journal.state(job)) {
                case ENDED -> Answer.of("ended");
                case RUNNING -> Answer.of("running");
                case UNKNOWN -> Answer.of("unknown");
            };
        } catch (IOException e) {
            LOG.error("The journal can't be read. job={}", job, e);
            return new Answer("rejected", "journal-unavailable", "the journal can't be read: ask again");
        }
    }

    @Override
    public Optional<JobWatch> watch(UUID job) {
        return Optional.ofNullable(running.get(job)).map(PlanRun::watch);
    }

    boolean idle() {
        return running.isEmpty() && unsaved.isEmpty();
    }
}
