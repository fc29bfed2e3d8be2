// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.inventory.internal;

import io.centossrv.agent.inventory.FactCollector;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks one collector, which may be a plugin's: one that throws, hangs or answers with nonsense keeps its facts of before,
 * holds up nobody for longer than its time, and is logged once until it works again. For one thread.
 */
final class CollectorRun {
    private static final Logger LOG = LoggerFactory.getLogger(CollectorRun.class);

    private final FactCollector collector;
    private final String name;
    private final Duration limit;
    private Map<String, Object> facts = Map.of();
    // Not the future's isDone(): a future is done when it is cancelled, also where its thread goes on.
    private final AtomicBoolean running = new AtomicBoolean();
    private boolean failing;

    CollectorRun(FactCollector collector, Duration limit) {
        this.collector = collector;
        this.name = collector.getClass().getName();
        this.limit = limit;
    }

    boolean isOf(FactCollector other) {
        return collector == other;
    }

    /** Returns the facts, by their whole names; those of before where there are no new ones. */
    Map<String, Object> facts(ExecutorService executor) throws InterruptedException {
        // One that still hangs is not asked again: it would take a thread more each minute.
        if (!running.compareAndSet(false, true)) {
            return facts;
        }
        Future<Map<String, Object>> answer = executor.submit(this::collect);
        try {
            facts = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            failing = false;
        } catch (TimeoutException e) {
            answer.cancel(true);
            fails("it did not answer within " + limit.toSeconds() + " s");
        } catch (ExecutionException e) {
            fails(String.valueOf(e.getCause()));
        }
        return facts;
    }

    private Map<String, Object> collect() {
        try {
            return FactLimits.checked(collector.namespace(), collector.collect());
        } finally {
            running.set(false);
        }
    }

    private void fails(String reason) {
        if (!failing) {
            failing = true;
            LOG.warn("A collector of facts fails; its facts stay as they were. collector={} reason={}", name, reason);
        }
    }
}
