// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.inventory.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.agent.ReportRefused;
import io.centossrv.agent.Reporter;
import io.centossrv.agent.inventory.FactCollector;
import io.centossrv.inventory.message.FactValue;
import io.centossrv.inventory.message.InventoryReport;
import io.centossrv.protocol.MessageType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FactReporterTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final KeepingReporter sent = new KeepingReporter();
    private final FactReporter reporter =
            new FactReporter(sent, Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofMillis(50), Duration.ofMillis(200));

    @AfterEach
    void stop() {
        reporter.stop();
    }

    @Test
    void reportsAtFirstAndOnChangeAndOnLinkUp() throws InterruptedException {
        AtomicInteger count = new AtomicInteger(2);
        reporter.bind(collector("cpu", () -> Map.of("count", count.get(), "flags", List.of("fpu"), "smt", true)));
        InventoryReport first = sent.next();
        assertThat(first.observedAt()).isEqualTo(NOW);
        assertThat(first.facts())
                .isEqualTo(Map.of(
                        "cpu.count",
                        new FactValue.Whole(2),
                        "cpu.flags",
                        new FactValue.Texts(List.of("fpu")),
                        "cpu.smt",
                        new FactValue.Flag(true)));
        assertThat(sent.reports.poll(250, TimeUnit.MILLISECONDS)).isNull();

        count.set(4);
        assertThat(sent.next().facts()).containsEntry("cpu.count", new FactValue.Whole(4));
        reporter.linkUp();
        assertThat(sent.next().facts()).containsEntry("cpu.count", new FactValue.Whole(4));
    }

    @Test
    void forgetsTheFactsOfACollectorThatWent() throws InterruptedException {
        FactCollector os = collector("os", () -> Map.of("id", "centos"));
        reporter.bind(os);
        assertThat(sent.next().facts()).containsKey("os.id");
        reporter.unbind(os);
        assertThat(sent.next().facts()).isEmpty();
    }

    @Test
    void oneThatFailsHoldsUpNobodyAndKeepsItsFacts() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        AtomicInteger works = new AtomicInteger();
        reporter.bind(collector("hangs", () -> {
            calls.incrementAndGet();
            awaitUninterruptibly(never);
            return Map.of();
        }));
        reporter.bind(collector("throws", () -> {
            if (works.getAndIncrement() > 0) {
                throw new IllegalStateException("broken");
            }
            return Map.of("was", "there");
        }));
        reporter.bind(collector("lies", () -> Map.of("a b", "x")));
        reporter.bind(collector("os", () -> Map.of("id", "centos")));
        assertThat(sent.next().facts()).containsOnlyKeys("os.id", "throws.was");

        await(() -> works.get() >= 3);
        reporter.linkUp();
        assertThat(sent.next().facts()).containsOnlyKeys("os.id", "throws.was");
        assertThat(calls).hasValue(1);
        never.countDown();
    }

    @Test
    void triesAgainWhatTheOutboxRefused() throws InterruptedException {
        sent.refusing = true;
        reporter.bind(collector("os", () -> Map.of("id", "centos")));
        await(() -> sent.refusals.get() >= 3);
        sent.refusing = false;
        assertThat(sent.next().facts()).containsKey("os.id");
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        Instant end = Instant.now().plusSeconds(5);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("waiting at most 5 s").isBefore(end);
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean done = false;
        while (!done) {
            try {
                done = latch.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                // This is what a collector that hangs in a system call does.
                done = false;
            }
        }
    }

    private static FactCollector collector(String namespace, Supplier<Map<String, Object>> facts) {
        return new FactCollector() {
            @Override
            public String namespace() {
                return namespace;
            }

            @Override
            public Map<String, Object> collect() {
                return facts.get();
            }
        };
    }

    private static final class KeepingReporter implements Reporter {
        private final BlockingQueue<InventoryReport> reports = new LinkedBlockingQueue<>();
        private final AtomicInteger refusals = new AtomicInteger();
        private volatile boolean refusing;

        @Override
        public <T extends Record> void report(MessageType<T> type, T payload) {
            if (refusing) {
                refusals.incrementAndGet();
                throw new ReportRefused("full", new IllegalStateException("full"));
            }
            assertThat(type).isEqualTo(InventoryReport.TYPE);
            reports.add((InventoryReport) payload);
        }

        InventoryReport next() throws InterruptedException {
            InventoryReport report = reports.poll(5, TimeUnit.SECONDS);
            assertThat(report).as("a report within 5 s").isNotNull();
            return report;
        }
    }
}
