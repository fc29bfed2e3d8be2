// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.jobs.internal.live;

import io.centossrv.agent.ControlPlane;
import io.centossrv.jobs.message.LiveOutput;
import io.centossrv.jobs.message.OutputChunk;
import io.centossrv.jobs.message.OutputWanted;
import io.centossrv.protocol.Reply;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the control plane what running jobs print, as far as it wants to know and there is time: one message at a time, four in a
 * second at most, of a job the newest 64 KiB. Results take another way and never wait for this. Thread-safe; never blocks.
 */
public final class LiveReports implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveReports.class);
    private static final Duration BETWEEN = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration TROUBLE = Duration.ofSeconds(5);
    private static final Duration UNSUPPORTED = Duration.ofMinutes(10);
    private static final Duration LONGEST_QUIET = Duration.ofMinutes(10);
    private static final int MOST_JOBS = 64;

    private final ControlPlane controlPlane;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "jobs-live"));
    /** In the order of their turns. */
    private final Map<String, PendingOutput> jobs = new LinkedHashMap<>();

    private boolean asking;
    /** When the next is told, where that is planned. */
    private Optional<Long> planned = Optional.empty();

    private long nextAt = System.nanoTime();

    public LiveReports(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    /** Takes what a job printed; what is too much is left out and counted. */
    public synchronized void printed(String job, OutputChunk chunk) {
        if (jobs.size() >= MOST_JOBS && !jobs.containsKey(job)) {
            return;
        }
        jobs.computeIfAbsent(job, id -> new PendingOutput(nextAt)).add(chunk);
        plan();
    }

    /** A job prints nothing any more. */
    public synchronized void ended(String job) {
        Optional.ofNullable(jobs.get(job)).ifPresent(PendingOutput::end);
        jobs.values().removeIf(PendingOutput::isOver);
    }

    private void plan() {
        if (asking) {
            return;
        }
        jobs.values().removeIf(PendingOutput::isOver);
        long now = System.nanoTime();
        Optional<Long> wait = jobs.values().stream()
                .filter(PendingOutput::hasNews)
                .map(pending -> Math.max(0, Math.max(pending.notBefore() - now, nextAt - now)))
                .min(Long::compare);
        // What was planned for a job that waits long must not hold up one that came since.
        if (wait.isEmpty() || planned.filter(at -> at - now <= wait.get()).isPresent()) {
            return;
        }
        planned = Optional.of(now + wait.get());
        try {
            var unused = timer.schedule(this::tell, wait.get(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The agent stops: output is not told any more.", e);
        }
    }

    private void tell() {
        String job;
        LiveOutput message;
        synchronized (this) {
            long now = System.nanoTime();
            // A plan that an earlier one has overtaken finds that its time has not come, or that all is told.
            if (asking || planned.filter(at -> at - now <= 0).isEmpty()) {
                return;
            }
            planned = Optional.empty();
            Optional<String> turn = jobs.entrySet().stream()
                    .filter(entry ->
                            entry.getValue().hasNews() && entry.getValue().notBefore() - now <= 0)
                    .map(Map.Entry::getKey)
                    .findFirst();
            if (turn.isEmpty()) {
                plan();
                return;
            }
            job = turn.get();
            PendingOutput pending = jobs.remove(job);
            jobs.put(job, pending);
            message = new LiveOutput(job, pending.take());
            asking = true;
            nextAt = now + BETWEEN.toNanos();
        }
        controlPlane
                .ask(LiveOutput.TYPE, message, OutputWanted.TYPE, PATIENCE)
                .whenComplete((reply, failure) -> answered(job, failure == null ? reply : new Reply.Interrupted<>()));
    }

    private synchronized void answered(String job, Reply<OutputWanted> reply) {
        asking = false;
        Duration quiet = TROUBLE;
        if (reply instanceof Reply.Answered<OutputWanted> answered) {
            Duration wanted = answered.answer().quiet();
            quiet = wanted.isNegative() ? Duration.ZERO : wanted.compareTo(LONGEST_QUIET) > 0 ? LONGEST_QUIET : wanted;
        } else if (reply instanceof Reply.Rejected<OutputWanted> rejected
                && rejected.code().equals("unsupported")) {
            LOG.debug("The control plane takes no output of running jobs.");
            nextAt = System.nanoTime() + UNSUPPORTED.toNanos();
        }
        PendingOutput pending = jobs.get(job);
        if (pending != null) {
            pending.quiet(quiet);
        }
        plan();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
