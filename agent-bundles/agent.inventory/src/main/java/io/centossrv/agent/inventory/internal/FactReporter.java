// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.inventory.internal;

import io.centossrv.agent.LinkListener;
import io.centossrv.agent.Reporter;
import io.centossrv.agent.inventory.CollectorCost;
import io.centossrv.agent.inventory.FactCollector;
import io.centossrv.agent.inventory.ItemCollector;
import io.centossrv.inventory.message.InventoryChange;
import io.centossrv.inventory.message.SectionChange;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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

/**
 * Asks the collectors when they are due and reports what has changed. Whenever a link came up, and now and then, it asks
 * whether the control plane has what it was told.
 */
@Component(
        immediate = true,
        service = {LinkListener.class, FactReporter.class})
public final class FactReporter implements LinkListener {
    private static final Logger LOG = LoggerFactory.getLogger(FactReporter.class);
    private static final Duration SETTLING = Duration.ofMillis(300);

    private final Reporter reporter;
    private final Clock clock;
    private final Pace pace;
    private final Collectors collectors;
    private final AtomicBoolean wanted = new AtomicBoolean();
    private final AtomicBoolean soon = new AtomicBoolean();
    private final ExecutorService workers = Executors.newCachedThreadPool(daemon("fact-collector"));
    // What is asked for after the end is dropped: there is nothing left to report to.
    private final ScheduledExecutorService timer =
            new ScheduledThreadPoolExecutor(1, daemon("fact-reporter"), new ThreadPoolExecutor.DiscardPolicy());
    private final Future<?> checks;
    private final Map<String, SectionState> sections = new HashMap<>();
    private Optional<Long> vitalsAt = Optional.empty();
    private Optional<Long> questionAt = Optional.empty();
    private boolean refused;

    @Activate
    public FactReporter(@Reference Reporter reporter) {
        this(reporter, Clock.systemUTC(), Pace.usual());
    }

    FactReporter(Reporter reporter, Clock clock, Pace pace) {
        this.reporter = reporter;
        this.clock = clock;
        this.pace = pace;
        this.collectors = new Collectors(pace);
        long tick = pace.tick().toMillis();
        this.checks = timer.scheduleWithFixedDelay(this::check, tick, tick, TimeUnit.MILLISECONDS);
    }

    @Deactivate
    void stop() {
        checks.cancel(true);
        timer.shutdownNow();
        workers.shutdownNow();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bind(FactCollector collector) {
        collectors.add(collector);
        checkSoon();
    }

    void unbind(FactCollector collector) {
        collectors.remove(collector);
        checkSoon();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindItems(ItemCollector collector) {
        collectors.add(collector);
        checkSoon();
    }

    void unbindItems(ItemCollector collector) {
        collectors.remove(collector);
        checkSoon();
    }

    @Override
    public void linkUp() {
        wanted.set(true);
        timer.execute(this::check);
    }

    /** Reports these sections as a whole, soon. */
    void resend(List<String> names) {
        timer.execute(() -> {
            names.stream().map(sections::get).filter(section -> section != null).forEach(SectionState::forget);
            check();
        });
    }

    /** Waits a moment, as collectors come and go in groups. */
    private void checkSoon() {
        if (soon.compareAndSet(false, true)) {
            var unused = timer.schedule(this::check, SETTLING.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void check() {
        soon.set(false);
        boolean linked = wanted.getAndSet(false);
        try {
            // What is cheap is told before what takes long is asked.
            collectors.ask(CollectorCost.CHEAP, workers);
            report(collectors.said(), linked || isOver(questionAt, pace.question()));
            collectors.ask(CollectorCost.COSTLY, workers);
            report(collectors.said(), false);
            refused = false;
        } catch (RuntimeException e) {
            // What was not kept stays a change, and is tried again with the next check.
            wanted.compareAndSet(false, linked);
            if (!refused) {
                refused = true;
                LOG.warn("The inventory could not be reported; it is tried again. reason={}", e.toString());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Each change goes by itself, as it may be large; questions go together. */
    private void report(Collectors.Said said, boolean question) {
        SortedMap<String, SortedMap<String, Object>> now = new TreeMap<>();
        now.put(SectionChange.FACTS, said.facts());
        said.items().forEach((kind, items) -> now.put(kind, new TreeMap<>(items)));
        // A kind that nobody collects any longer has nothing in it; the control plane keeps what was known last.
        sections.keySet().retainAll(now.keySet());
        List<SectionChange> questions = new ArrayList<>();
        now.forEach((name, values) -> {
            SectionState state = sections.computeIfAbsent(name, SectionState::new);
            state.change(values, question).ifPresent(change -> {
                if (change.base().equals(change.hash())) {
                    questions.add(change);
                } else {
                    send(List.of(change));
                    state.told(values);
                }
            });
        });
        if (!said.vitals().isEmpty() && (question || isOver(vitalsAt, pace.vitals()))) {
            questions.add(new SectionChange(
                    SectionChange.VITALS, "", "", FactValues.of(said.vitals()), List.of(), List.of()));
            vitalsAt = Optional.of(System.nanoTime());
        }
        if (!questions.isEmpty()) {
            send(questions);
        }
        now.forEach((name, values) -> sections.get(name).told(values));
        if (question) {
            questionAt = Optional.of(System.nanoTime());
        }
    }

    private void send(List<SectionChange> changes) {
        reporter.report(InventoryChange.TYPE, new InventoryChange(clock.instant(), changes));
    }

    private static boolean isOver(Optional<Long> since, Duration period) {
        return since.filter(at -> System.nanoTime() - at < period.toNanos()).isEmpty();
    }

    private static ThreadFactory daemon(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
