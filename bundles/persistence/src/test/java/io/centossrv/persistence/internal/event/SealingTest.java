// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence.internal.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.persistence.Database;
import io.centossrv.persistence.Event;
import io.centossrv.persistence.EventDraft;
import io.centossrv.persistence.EventService;
import io.centossrv.persistence.internal.store.Connections;
import io.centossrv.persistence.internal.store.DatabaseAddress;
import io.centossrv.persistence.internal.store.EmbeddedDatabaseCreation;
import io.centossrv.persistence.internal.store.PostgresPersistence;
import io.centossrv.persistence.test.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The steps of sealing, without a pump that does them by itself. */
class SealingTest {
    private static TestPostgres server;
    private static PostgresPersistence persistence;
    private static Connections connections;

    private Connection audit;
    private Database database;
    private EventService events;

    @BeforeAll
    static void start() {
        server = TestPostgres.start();
        DatabaseAddress address = EmbeddedDatabaseCreation.ensure(server.address(), "sealing");
        persistence = PostgresPersistence.connect(address, true, 2, () -> {}, Duration.ZERO);
        connections = new Connections(address);
    }

    @AfterAll
    static void stop() {
        persistence.close();
        server.close();
    }

    @BeforeEach
    void connect() throws SQLException {
        asOwner("TRUNCATE persistence.events, persistence.outbox");
        asOwner("UPDATE persistence.sequence SET newest = 0, pruned = 0, audit_hash = decode(repeat('00', 32), 'hex'),"
                + " audit_anchor = decode(repeat('00', 32), 'hex')");
        expireLease();
        database = persistence.events();
        events = new PostgresEventService(database);
        audit = connections.asAudit();
        audit.setAutoCommit(false);
    }

    @AfterEach
    void disconnect() throws SQLException {
        audit.close();
    }

    @Test
    void onlyOneHoldsTheLeaseUntilItIsGivenBack() throws SQLException {
        SealerLease one = new SealerLease();
        SealerLease two = new SealerLease();
        assertThat(acquire(one)).isTrue();
        assertThat(acquire(two)).isFalse();
        assertThat(acquire(one)).isTrue();

        one.release(audit);
        audit.commit();

        assertThat(acquire(two)).isTrue();
        assertThat(acquire(one)).isFalse();
    }

    @Test
    void aSealerThatWasThoughtDeadCannotGoOn() throws SQLException {
        SealerLease old = new SealerLease();
        SealerLease next = new SealerLease();
        assertThat(acquire(old)).isTrue();
        expireLease();
        assertThat(acquire(next)).isTrue();
        emit(2, true);

        assertThat(seal(old)).isZero();
        assertThat(events.newest()).isZero();
        assertThat(seal(next)).isEqualTo(2);
        assertThat(events.newest()).isEqualTo(2);
    }

    @Test
    void sealsAtMostABatchAtOnce() throws SQLException {
        SealerLease lease = new SealerLease();
        acquire(lease);
        emit(EventSealer.BATCH + 5, false);

        assertThat(seal(lease)).isEqualTo(EventSealer.BATCH);
        assertThat(seal(lease)).isEqualTo(5);
        assertThat(seal(lease)).isZero();
    }

    @Test
    void theChainShowsAChangedRow() throws SQLException {
        fill(6);
        assertThat(AuditVerification.verify(database).rows()).isEqualTo(6);
        assertThat(AuditVerification.verify(database).broken()).isEmpty();

        asOwner("UPDATE persistence.events SET actor = 'somebody else' WHERE sequence = 3");

        assertThat(AuditVerification.verify(database).broken()).isEqualTo(OptionalLong.of(3));
    }

    @Test
    void theChainShowsARowThatIsGone() throws SQLException {
        fill(6);
        asOwner("DELETE FROM persistence.events WHERE sequence = 4");

        assertThat(AuditVerification.verify(database).broken()).isEqualTo(OptionalLong.of(5));
    }

    @Test
    void theChainShowsThatTheEndIsGone() throws SQLException {
        fill(6);
        asOwner("DELETE FROM persistence.events WHERE sequence = 6");

        assertThat(AuditVerification.verify(database).broken()).isEqualTo(OptionalLong.of(6));
    }

    @Test
    void theNewestEventsAreKeptAndTheAuditTrailByItsOwnLimits() throws SQLException {
        SealerLease lease = new SealerLease();
        acquire(lease);
        emit(500, true);
        emit(2_500, false);
        while (seal(lease) > 0) {
            assertThat(events.newest()).isPositive();
        }

        prune(1_000, Duration.ofDays(1), 10_000, Duration.ofDays(9));

        assertThat(events.oldest()).isEqualTo(2_001);
        assertThat(events.read(500, List.of(), 1)).extracting(Event::sequence).containsExactly(2_001L);
        assertThat(events.read(0, List.of(), 1000)).filteredOn(Event::audit).hasSize(500);
        assertThat(AuditVerification.verify(database).rows()).isEqualTo(500);
    }

    @Test
    void oldEventsGoAndTheChainHoldsForWhatIsLeft() throws SQLException {
        fill(6);
        asOwner("UPDATE persistence.events SET at = at - interval '3 days' WHERE sequence <= 4");
        // The rows were changed, so the chain is made anew, as if it had been sealed three days ago.
        rechain();
        assertThat(AuditVerification.verify(database).broken()).isEmpty();

        prune(1_000, Duration.ofDays(1), 1_000, Duration.ofDays(2));

        assertThat(events.read(0, List.of(), 10)).extracting(Event::sequence).containsExactly(5L, 6L);
        assertThat(events.oldest()).isEqualTo(5);
        assertThat(AuditVerification.verify(database).rows()).isEqualTo(2);
        assertThat(AuditVerification.verify(database).broken()).isEmpty();
    }

    private void fill(int count) throws SQLException {
        SealerLease lease = new SealerLease();
        acquire(lease);
        emit(count, true);
        assertThat(seal(lease)).isEqualTo(count);
    }

    private void emit(int count, boolean audited) {
        database.inTransaction(tx -> {
            for (int i = 0; i < count; i++) {
                tx.emit(new EventDraft("item.made", Integer.toString(i), "test", audited, "{\"i\": " + i + "}"));
            }
            return count;
        });
    }

    private boolean acquire(SealerLease lease) throws SQLException {
        boolean held = lease.acquire(audit);
        audit.commit();
        return held;
    }

    private int seal(SealerLease lease) throws SQLException {
        int count = EventSealer.seal(audit, lease);
        audit.commit();
        return count;
    }

    private void prune(long keep, Duration age, long auditKeep, Duration auditAge) throws SQLException {
        new EventRetention(connections, new EventRetention.Limits(keep, age, auditKeep, auditAge)).prune();
    }

    private void expireLease() throws SQLException {
        asOwner("UPDATE persistence.sealer SET expires_at = now() - interval '1 s'");
    }

    private void rechain() throws SQLException {
        byte[] hash = new byte[32];
        for (Event event : events.read(0, List.of(), 1000)) {
            hash = AuditChain.next(hash, event);
            String hex = HexFormat.of().formatHex(hash);
            asOwner("UPDATE persistence.events SET hash = '\\x" + hex + "' WHERE sequence = " + event.sequence());
            asOwner("UPDATE persistence.sequence SET audit_hash = '\\x" + hex + "'");
        }
    }

    private void asOwner(String sql) throws SQLException {
        try (Connection owner = connections.asMigrate();
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }
}
