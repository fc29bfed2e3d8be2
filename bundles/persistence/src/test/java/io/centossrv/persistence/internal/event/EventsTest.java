// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence.internal.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centossrv.persistence.Database;
import io.centossrv.persistence.Event;
import io.centossrv.persistence.EventDraft;
import io.centossrv.persistence.Schema;
import io.centossrv.persistence.Transaction;
import io.centossrv.persistence.internal.store.Connections;
import io.centossrv.persistence.internal.store.PostgresPersistence;
import io.centossrv.persistence.test.EmbeddedDatabase;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EventsTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

    private Database database;
    private long before;

    @BeforeEach
    void open() {
        database = EMBEDDED.open(new Schema("shop", List.of()));
        before = EMBEDDED.events().newest();
    }

    @Test
    void eventsOfATransactionAreNumberedInTheOrderInWhichTheyWereEmitted() {
        Instant start = Instant.now();
        database.inTransaction(tx -> {
            tx.emit(draft("job.started", "1", false));
            tx.emit(draft("job.ended", "1", true));
            return 0;
        });

        List<Event> events = await(before, 2);
        assertThat(events).extracting(Event::topic).containsExactly("job.started", "job.ended");
        assertThat(events).extracting(Event::sequence).containsExactly(before + 1, before + 2);
        assertThat(events.get(0).at())
                .isBetween(start.minusSeconds(1), Instant.now().plusSeconds(1));
        assertThat(events.get(1))
                .isEqualTo(new Event(before + 2, events.get(1).at(), "job.ended", "1", "admin", true, "{\"n\": 1}"));
        assertThat(EMBEDDED.events().oldest()).isEqualTo(1);
    }

    @Test
    void nothingIsLeftOfATransactionThatIsRolledBack() {
        assertThatThrownBy(() -> database.inTransaction(tx -> {
                    for (int i = 0; i < 700; i++) {
                        tx.emit(draft("job.lost", "1", false));
                    }
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        emit("job.kept");

        assertThat(await(before, 1)).extracting(Event::topic).containsExactly("job.kept");
    }

    @Test
    void aReaderMissesNothingWhileManyTransactionsEndInAnyOrder() throws Exception {
        int writers = 6;
        int each = 60;
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        List<Event> seen = new ArrayList<>();
        try {
            List<Future<?>> ends = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                String subject = "w" + writer;
                ends.add(threads.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        database.inTransaction(tx -> {
                            tx.emit(draft("load.first", subject, true));
                            pause(tx);
                            tx.emit(draft("load.second", subject, false));
                            return 0;
                        });
                    }
                }));
            }
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (seen.size() < writers * each * 2 && System.nanoTime() < deadline) {
                long after = seen.isEmpty() ? before : seen.get(seen.size() - 1).sequence();
                seen.addAll(EMBEDDED.events().read(after, List.of("load.*"), 100));
            }
            for (Future<?> end : ends) {
                end.get(10, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(seen)
                .extracting(Event::sequence)
                .containsExactlyElementsOf(LongStream.rangeClosed(before + 1, before + (long) writers * each * 2)
                        .boxed()
                        .toList());
        assertThat(AuditVerification.verify(eventTables()).broken()).isEmpty();
    }

    @Test
    void topicsSelectWholeNamesAndBeginnings() {
        emit("node.accepted");
        emit("node.accepted-late");
        emit("job.ended");
        await(before, 3);

        assertThat(topics("node.accepted")).containsExactly("node.accepted");
        assertThat(topics("node.*")).containsExactly("node.accepted", "node.accepted-late");
        assertThat(topics("job.ended", "node.accepted")).containsExactly("node.accepted", "job.ended");
        assertThat(topics("n_de.*", "%", "nod\\e*")).isEmpty();
        assertThat(EMBEDDED.events().read(before, List.of(), 2)).hasSize(2);
    }

    @Test
    void listenersAreToldSoonAfterTheCommit() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        AtomicLong newest = new AtomicLong();
        EMBEDDED.tell(number -> {
            newest.set(number);
            told.countDown();
        });
        long begun = System.nanoTime();
        emit("job.started");

        assertThat(told.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
        assertThat(newest.get()).isGreaterThan(before);
    }

    @Test
    void dataMustBeAJsonObject() {
        for (String data : List.of("", "[]", "{", "{\"a\": 1} x")) {
            assertThatThrownBy(() -> database.inTransaction(tx -> {
                        tx.emit(new EventDraft("job.started", "1", "admin", false, data));
                        return 0;
                    }))
                    .hasMessageContaining("23514");
        }
    }

    @Test
    void theRoleRunCanOnlyAddToTheOutboxAndReadTheSequence() {
        for (String statement : List.of(
                "SELECT * FROM persistence.outbox",
                "DELETE FROM persistence.outbox",
                "INSERT INTO persistence.events SELECT * FROM persistence.events",
                "UPDATE persistence.events SET actor = 'nobody'",
                "DELETE FROM persistence.events",
                "UPDATE persistence.sequence SET newest = 0",
                "SELECT * FROM persistence.sealer",
                "SELECT * FROM persistence.applied_migrations")) {
            assertThatThrownBy(() -> database.inTransaction(tx -> execute(tx, statement)))
                    .as(statement)
                    .hasMessageContaining("42501");
        }
    }

    @Test
    void theRoleThatSealsCannotChangeWhatItSealed() throws Exception {
        try (var connection = new Connections(EMBEDDED.address()).asAudit();
                Statement statement = connection.createStatement()) {
            for (String sql : List.of(
                    "UPDATE persistence.events SET actor = 'nobody'",
                    "DELETE FROM persistence.events",
                    "INSERT INTO persistence.outbox (topic) VALUES ('a.b')",
                    "UPDATE persistence.sequence SET pruned = 0")) {
                assertThatThrownBy(() -> statement.execute(sql))
                        .as(sql)
                        .isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState())
                                .isEqualTo("42501"));
            }
        }
    }

    private Database eventTables() {
        return PostgresPersistence.class.cast(EMBEDDED.persistence()).events();
    }

    private List<String> topics(String... topics) {
        return EMBEDDED.events().read(before, List.of(topics), 100).stream()
                .map(Event::topic)
                .toList();
    }

    private void emit(String topic) {
        database.inTransaction(tx -> {
            tx.emit(draft(topic, "1", false));
            return 0;
        });
    }

    private static EventDraft draft(String topic, String subject, boolean audit) {
        return new EventDraft(topic, subject, "admin", audit, "{\"n\": 1}");
    }

    private static void pause(Transaction tx) throws SQLException {
        execute(tx, "SELECT pg_sleep(random() / 200)");
    }

    private static boolean execute(Transaction tx, String sql) throws SQLException {
        try (Statement statement = tx.connection().createStatement()) {
            return statement.execute(sql);
        }
    }

    static List<Event> await(long after, int count) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        List<Event> events = List.of();
        while (events.size() < count && System.nanoTime() < deadline) {
            events = EMBEDDED.events().read(after, List.of(), 1000);
            Thread.onSpinWait();
        }
        assertThat(events).hasSize(count);
        return events;
    }
}
