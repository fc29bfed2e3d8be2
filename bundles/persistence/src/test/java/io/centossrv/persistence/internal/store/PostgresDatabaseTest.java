// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centossrv.persistence.Database;
import io.centossrv.persistence.Schema;
import io.centossrv.persistence.Schema.Migration;
import io.centossrv.persistence.Transaction;
import io.centossrv.persistence.test.EmbeddedDatabase;
import io.centossrv.platform.CentossrvException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresDatabaseTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

    private static final Schema SCHEMA = new Schema(
            "shop",
            List.of(new Migration(
                    1, "items", "CREATE TABLE items (id int PRIMARY KEY, name text NOT NULL, count int NOT NULL)")));
    private static final Schema OTHER =
            new Schema("other", List.of(new Migration(1, "items", "CREATE TABLE items (id int PRIMARY KEY)")));

    private Database database;

    @BeforeEach
    void fill() {
        database = EMBEDDED.open(SCHEMA);
        database.inTransaction(tx -> {
            update(tx, "DELETE FROM items");
            return update(tx, "INSERT INTO items VALUES (1, 'nail', 10), (2, 'screw', 20)");
        });
    }

    @Test
    void commitsWhatTheWorkReturnsFromAndRollsBackWhatItThrowsFrom() {
        assertThatThrownBy(() -> database.inTransaction(tx -> {
                    update(tx, "DELETE FROM items");
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no");

        assertThat(count(database)).isEqualTo(2);
    }

    @Test
    void eachSchemaSeesItsOwnTables() {
        Database other = EMBEDDED.open(OTHER);
        for (int i = 0; i < 20; i++) {
            assertThat(count(other)).isZero();
            assertThat(count(database)).isEqualTo(2);
        }
    }

    @Test
    void aSchemaIsKeptAfterARollback() {
        Database other = EMBEDDED.open(OTHER);
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> other.inTransaction(tx -> update(tx, "INSERT INTO items VALUES (1), (1)")))
                    .isInstanceOf(CentossrvException.class);
            assertThat(count(database)).isEqualTo(2);
        }
    }

    @Test
    void runsTheWorkAgainAfterADeadlock() throws Exception {
        CyclicBarrier both = new CyclicBarrier(2);
        AtomicInteger runs = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<Integer> up = threads.submit(() -> database.inTransaction(tx -> cross(tx, 1, 2, both, runs)));
            Future<Integer> down = threads.submit(() -> database.inTransaction(tx -> cross(tx, 2, 1, both, runs)));
            up.get(20, TimeUnit.SECONDS);
            down.get(20, TimeUnit.SECONDS);
        } finally {
            threads.shutdownNow();
        }

        // Both once and the victim again; on a slow machine each may be the victim of a deadlock of its own.
        assertThat(runs.get()).isBetween(3, 8);
        assertThat(database.<Integer>read(tx -> number(tx, "SELECT sum(count)::int FROM items")))
                .isEqualTo(34);
    }

    @Test
    void readingIsOnOneSnapshotAndCannotWrite() {
        int[] counts = database.read(tx -> {
            int before = number(tx, "SELECT count(*) FROM items");
            database.inTransaction(other -> update(other, "INSERT INTO items VALUES (3, 'bolt', 1)"));
            return new int[] {before, number(tx, "SELECT count(*) FROM items")};
        });
        assertThat(counts).containsExactly(2, 2);

        assertThatThrownBy(() -> database.read(tx -> update(tx, "DELETE FROM items")))
                .isInstanceOfSatisfying(
                        CentossrvException.class, e -> assertThat(e.code()).isEqualTo(SqlFailures.FAILED));
    }

    @Test
    void aRefusedStatementTellsItsStateAndNoRow() {
        assertThatThrownBy(
                        () -> database.inTransaction(tx -> update(tx, "INSERT INTO items VALUES (1, 'the-secret', 1)")))
                .isInstanceOfSatisfying(CentossrvException.class, e -> {
                    assertThat(e.code().name()).isEqualTo("database-error");
                    assertThat(e).hasMessageContaining("schema=shop").hasMessageContaining("23505");
                    assertThat(e).hasStackTraceContaining("items_pkey");
                    assertThat(e.getCause().getMessage())
                            .doesNotContain("the-secret")
                            .doesNotContain("(id)=(1)");
                });
    }

    @Test
    void aTransactionIsOfNoUseAfterItsEnd() {
        Transaction ended = database.inTransaction(tx -> tx);

        assertThatThrownBy(ended::connection).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theRoleRunCannotChangeTables() {
        assertThatThrownBy(() -> database.inTransaction(tx -> update(tx, "DROP TABLE items")))
                .isInstanceOfSatisfying(
                        CentossrvException.class, e -> assertThat(e).hasMessageContaining("42501"));
        assertThatThrownBy(() -> database.inTransaction(tx -> update(tx, "TRUNCATE items")))
                .hasMessageContaining("42501");
        assertThatThrownBy(() -> database.inTransaction(tx -> update(tx, "CREATE TABLE mine (id int)")))
                .hasMessageContaining("42501");
    }

    private static int cross(Transaction tx, int first, int second, CyclicBarrier both, AtomicInteger runs)
            throws SQLException {
        boolean again = runs.incrementAndGet() > 2;
        update(tx, "UPDATE items SET count = count + 1 WHERE id = " + first);
        if (!again) {
            try {
                both.await(10, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        return update(tx, "UPDATE items SET count = count + 1 WHERE id = " + second);
    }

    private static int count(Database database) {
        return database.read(tx -> number(tx, "SELECT count(*) FROM items"));
    }

    private static int number(Transaction tx, String query) throws SQLException {
        try (Statement statement = tx.connection().createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getInt(1);
        }
    }

    private static int update(Transaction tx, String sql) throws SQLException {
        try (Statement statement = tx.connection().createStatement()) {
            return statement.executeUpdate(sql);
        }
    }
}
