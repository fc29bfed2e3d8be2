// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.inventory.internal;

import io.centossrv.agent.LinkListener;
import io.centossrv.agent.Reporter;
import io.centossrv.agent.inventory.FactCollector;
import io.centossrv.inventory.message.FactValue;
import io.centossrv.inventory.message.InventoryReport;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the collectors every minute, and reports all facts when one has changed and whenever a link came up. */
@Component(immediate = true)
public final class FactReporter implements LinkListener {
    private static final Logger LOG = LoggerFactory.getLogger(FactReporter.class);
    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration SETTLING = Duration.ofMillis(300);

    private final Reporter reporter;
    private final Clock clock;
    private final Duration limit;
    private final List<CollectorRun> collectors = new CopyOnWriteArrayList<>();
    private final AtomicBoolean wanted = new AtomicBoolean();
    private final AtomicBoolean soon = new AtomicBoolean();
    private final ExecutorService workers = Executors.newCachedThreadPool(daemon("fact-collector"));
    // What is asked for after the end is dropped: there is nothing left to report to.
    private final ScheduledExecutorService timer =
            new ScheduledThreadPoolExecutor(1, daemon("fact-reporter"), new ThreadPoolExecutor.DiscardPolicy());
    private final Future<?> checks;
    private Map<String, Object> reported = Map.of();
    private boolean refused;

    @Activate
    public FactReporter(@Reference Reporter reporter) {
        this(reporter, Clock.systemUTC(), PERIOD, LIMIT);
    }

    FactReporter(Reporter reporter, Clock clock, Duration period, Duration limit) {
        this.reporter = reporter;
        this.clock = clock;
        this.limit = limit;
        this.checks =
                timer.scheduleWithFixedDelay(this::check, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Deactivate
    void stop() {
        checks.cancel(true);
        timer.shutdownNow();
        workers.shutdownNow();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bind(FactCollector collector) {
        collectors.add(new CollectorRun(collector, limit));
        checkSoon();
    }

    void unbind(FactCollector collector) {
        collectors.removeIf(run -> run.isOf(collector));
        checkSoon();
    }

    @Override
    public void linkUp() {
        wanted.set(true);
        timer.execute(this::check);
    }

    /** Waits a moment, as collectors come and go in groups. */
    private void checkSoon() {
        if (soon.compareAndSet(false, true)) {
            var unused = timer.schedule(this::check, SETTLING.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void check() {
        soon.set(false);
        boolean always = wanted.getAndSet(false);
        try {
            Map<String, Object> facts = new TreeMap<>();
            for (CollectorRun collector : collectors) {
                collector.facts(workers).forEach(facts::putIfAbsent);
            }
            if (always || !facts.equals(reported)) {
                reporter.report(InventoryReport.TYPE, new InventoryReport(clock.instant(), values(facts)));
                reported = facts;
            }
            refused = false;
        } catch (RuntimeException e) {
            // Nothing was kept: what is not reported stays a change, and is tried again with the next check.
            wanted.compareAndSet(false, always);
            if (!refused) {
                refused = true;
                LOG.warn("Facts could not be reported; it is tried again every minute. reason={}", e.toString());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, FactValue> values(Map<String, Object> facts) {
        Map<String, FactValue> values = new TreeMap<>();
        facts.forEach((name, value) -> values.put(name, value(value)));
        return values;
    }

    private static FactValue value(Object value) {
        if (value instanceof Long number) {
            return new FactValue.Whole(number);
        }
        if (value instanceof Boolean flag) {
            return new FactValue.Flag(flag);
        }
        if (value instanceof List<?> texts) {
            return new FactValue.Texts(texts.stream().map(String.class::cast).toList());
        }
        return new FactValue.Text((String) value);
    }

    private static ThreadFactory daemon(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
