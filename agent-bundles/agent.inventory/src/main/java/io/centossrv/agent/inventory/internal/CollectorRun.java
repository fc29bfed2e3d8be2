// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.inventory.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks one collector, which may be a plugin's: one that throws, hangs or answers with nonsense keeps what it said before,
 * holds up nobody for longer than its time, and is logged once until it works again. For one thread.
 */
final class CollectorRun<T> {
    private static final Logger LOG = LoggerFactory.getLogger(CollectorRun.class);

    private final Object collector;
    private final String name;
    private final Duration period;
    private final Duration limit;
    private final Callable<Optional<T>> question;
    // Not the future's isDone(): a future is done when it is cancelled, also where its thread goes on.
    private final AtomicBoolean running = new AtomicBoolean();
    private Optional<T> newest = Optional.empty();
    private Optional<Long> askedAt = Optional.empty();
    private boolean failing;

    CollectorRun(Object collector, Duration period, Duration limit, Callable<Optional<T>> question) {
        this.collector = collector;
        this.name = collector.getClass().getName();
        this.period = period;
        this.limit = limit;
        this.question = question;
    }

    boolean isOf(Object other) {
        return collector == other;
    }

    /** Returns what it said last; empty before its first answer. */
    Optional<T> newest() {
        return newest;
    }

    /** Asks it where its period is over. */
    void ask(ExecutorService executor) throws InterruptedException {
        long now = System.nanoTime();
        boolean fresh = askedAt.filter(at -> now - at < period.toNanos()).isPresent();
        // One that still hangs is not asked again: it would take a thread more each time.
        if (fresh || !running.compareAndSet(false, true)) {
            return;
        }
        askedAt = Optional.of(now);
        Future<Optional<T>> answer = executor.submit(this::answer);
        try {
            newest = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS).or(() -> newest);
            failing = false;
        } catch (TimeoutException e) {
            answer.cancel(true);
            fails("it did not answer within " + limit.toSeconds() + " s");
        } catch (ExecutionException e) {
            fails(String.valueOf(e.getCause()));
        }
    }

    private Optional<T> answer() throws Exception {
        try {
            return question.call();
        } finally {
            running.set(false);
        }
    }

    private void fails(String reason) {
        if (!failing) {
            failing = true;
            LOG.warn("A collector fails; what it said before stays. collector={} reason={}", name, reason);
        }
    }
}
