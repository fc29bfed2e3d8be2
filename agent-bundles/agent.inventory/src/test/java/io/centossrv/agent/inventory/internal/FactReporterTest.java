// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.inventory.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.agent.ReportRefused;
import io.centossrv.agent.Reporter;
import io.centossrv.agent.inventory.FactCollector;
import io.centossrv.agent.inventory.InventoryItem;
import io.centossrv.agent.inventory.ItemCollector;
import io.centossrv.inventory.message.FactValue;
import io.centossrv.inventory.message.InventoryChange;
import io.centossrv.inventory.message.Item;
import io.centossrv.inventory.message.ResendInventory;
import io.centossrv.inventory.message.SectionChange;
import io.centossrv.protocol.MessageType;
import io.centossrv.protocol.NodeId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FactReporterTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static final Duration SOON = Duration.ofMillis(50);
    private static final Duration NEVER = Duration.ofDays(1);

    private final KeepingReporter sent = new KeepingReporter();
    private final FactReporter reporter = new FactReporter(
            sent, Clock.fixed(NOW, ZoneOffset.UTC), new Pace(SOON, SOON, SOON, Duration.ofMillis(200), NEVER, NEVER));

    @AfterEach
    void stop() {
        reporter.stop();
    }

    @Test
    void asksFirstAndSendsTheWholeWhereItIsAskedAndThenDifferences() throws InterruptedException {
        AtomicInteger count = new AtomicInteger(2);
        reporter.bind(collector("cpu", () -> Map.of("count", count.get(), "flags", List.of("fpu"), "smt", true)));
        SectionChange question = sent.next("facts");
        assertThat(question.base()).isEqualTo(question.hash()).isNotEmpty();
        assertThat(question.facts()).isEmpty();

        new ResendHandler(reporter)
                .handle(NodeId.parse("01890a5d-ac96-774b-bcce-b302099a8057"), resend("facts", "other"));
        SectionChange whole = sent.next("facts");
        assertThat(whole.base()).isEmpty();
        assertThat(whole.hash()).isEqualTo(question.hash());
        assertThat(whole.facts())
                .isEqualTo(Map.of(
                        "cpu.count",
                        new FactValue.Whole(2),
                        "cpu.flags",
                        new FactValue.Texts(List.of("fpu")),
                        "cpu.smt",
                        new FactValue.Flag(true)));
        assertThat(sent.reports.poll(250, TimeUnit.MILLISECONDS)).isNull();

        count.set(4);
        SectionChange change = sent.next("facts");
        assertThat(change.base()).isEqualTo(whole.hash());
        assertThat(change.facts()).isEqualTo(Map.of("cpu.count", new FactValue.Whole(4)));
        reporter.linkUp();
        SectionChange again = sent.next("facts");
        assertThat(again.base()).isEqualTo(change.hash()).isEqualTo(again.hash());
    }

    @Test
    void sendsWhatChangedAmongThings() throws InterruptedException {
        AtomicReference<Optional<List<InventoryItem>>> packages =
                new AtomicReference<>(Optional.of(List.of(pkg("bash", "1-1"), pkg("zlib", "1-1"))));
        reporter.bindItems(things("package", packages::get));
        assertThat(sent.next("package").items()).isEmpty();
        reporter.resend(List.of("package"));
        SectionChange whole = sent.next("package");
        assertThat(whole.items()).extracting(Item::name).containsExactlyInAnyOrder("bash", "zlib");

        packages.set(Optional.of(List.of(pkg("bash", "1-2"), pkg("zlib", "1-1"))));
        SectionChange change = sent.next("package");
        assertThat(change.base()).isEqualTo(whole.hash());
        assertThat(change.items())
                .extracting(item -> item.version().orElseThrow())
                .containsExactly("1-2");
        assertThat(change.removed()).containsExactly(new Item("bash", Optional.of("1-1"), Map.of()).key());
        packages.set(Optional.empty());
        assertThat(sent.reports.poll(250, TimeUnit.MILLISECONDS))
                .as("what is as before")
                .isNull();
    }

    @Test
    void sendsWhatChangesAllTheTimeApartAndSeldom() throws InterruptedException {
        AtomicInteger free = new AtomicInteger();
        reporter.bind(new FactCollector() {
            @Override
            public String namespace() {
                return "memory";
            }

            @Override
            public Map<String, Object> collect() {
                return Map.of("total", 8, "free", free.incrementAndGet());
            }

            @Override
            public Set<String> changing() {
                return Set.of("free");
            }
        });
        SectionChange vitals = sent.next("vitals");
        assertThat(vitals.facts()).containsOnlyKeys("memory.free");
        reporter.resend(List.of("facts"));
        assertThat(sent.next("facts").facts()).containsOnlyKeys("memory.total");
        await(() -> free.get() > 5);
        assertThat(sent.reports).as("no report at each change").isEmpty();
    }

    @Test
    void forgetsTheFactsOfACollectorThatWent() throws InterruptedException {
        FactCollector os = collector("os", () -> Map.of("id", "centos"));
        reporter.bind(os);
        assertThat(sent.next("facts").removed()).isEmpty();
        reporter.unbind(os);
        assertThat(sent.next("facts").removed()).containsExactly("os.id");
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
        sent.next("facts");
        await(() -> works.get() >= 3);
        reporter.resend(List.of("facts"));
        assertThat(sent.next("facts").facts()).containsOnlyKeys("os.id", "throws.was");
        assertThat(calls).hasValue(1);
        never.countDown();
    }

    @Test
    void refusesThingsThatTheControlPlaneWouldRefuse() throws InterruptedException {
        reporter.bindItems(things("bad", () -> Optional.of(List.of(InventoryItem.of("a", Map.of("Not a word", "x"))))));
        reporter.bindItems(things(
                "cut",
                () -> Optional.of(
                        List.of(InventoryItem.of("n\u0000", Map.of("a", "x".repeat(2_000) + "\ud83d\ude00"))))));
        sent.next("cut");
        reporter.resend(List.of("cut", "bad"));
        Item item = sent.next("cut").items().get(0);
        assertThat(item.name()).isEqualTo("n\ufffd");
        assertThat(item.attributes().get("a")).hasSize(1_024);
        assertThat(sent.reports).isEmpty();
    }

    @Test
    void triesAgainWhatTheOutboxRefused() throws InterruptedException {
        sent.refusing = true;
        reporter.bind(collector("os", () -> Map.of("id", "centos")));
        await(() -> sent.refusals.get() >= 3);
        sent.refusing = false;
        assertThat(sent.next("facts").hash()).isNotEmpty();
    }

    private static ResendInventory resend(String... sections) {
        return new ResendInventory(List.of(sections));
    }

    private static InventoryItem pkg(String name, String evr) {
        return new InventoryItem(name, Optional.of(evr), Map.of());
    }

    private static ItemCollector things(String kind, Supplier<Optional<List<InventoryItem>>> items) {
        return new ItemCollector() {
            @Override
            public String kind() {
                return kind;
            }

            @Override
            public Optional<List<InventoryItem>> collect() {
                return items.get();
            }
        };
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        Instant end = Instant.now().plusSeconds(20);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("waiting at most 20 s").isBefore(end);
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
        private final BlockingQueue<SectionChange> reports = new LinkedBlockingQueue<>();
        private final AtomicInteger refusals = new AtomicInteger();
        private volatile boolean refusing;

        @Override
        public <T extends Record> void report(MessageType<T> type, T payload) {
            if (refusing) {
                refusals.incrementAndGet();
                throw new ReportRefused("full", new IllegalStateException("full"));
            }
            assertThat(type).isEqualTo(InventoryChange.TYPE);
            InventoryChange change = (InventoryChange) payload;
            assertThat(change.observedAt()).isEqualTo(NOW);
            reports.addAll(change.sections());
        }

        /** Returns the next change of the section, and lets those of others go. */
        SectionChange next(String section) throws InterruptedException {
            Instant end = Instant.now().plusSeconds(20);
            while (Instant.now().isBefore(end)) {
                SectionChange change = reports.poll(100, TimeUnit.MILLISECONDS);
                if (change != null && change.section().equals(section)) {
                    return change;
                }
            }
            throw new AssertionError("no report of " + section + " within 20 s");
        }
    }
}
