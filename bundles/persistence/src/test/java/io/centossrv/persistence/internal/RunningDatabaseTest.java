// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centossrv.persistence.Database;
import io.centossrv.persistence.EventDraft;
import io.centossrv.persistence.Schema;
import io.centossrv.persistence.Schema.Migration;
import io.centossrv.persistence.internal.event.EventRetention;
import io.centossrv.persistence.internal.postgres.EmbeddedAddress;
import io.centossrv.persistence.internal.postgres.EmbeddedPostgres;
import io.centossrv.persistence.internal.store.DatabaseAddress;
import io.centossrv.persistence.internal.store.SqlFailures;
import io.centossrv.persistence.test.TestPostgres;
import io.centossrv.platform.CentossrvException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RunningDatabaseTest {
    private static final EventRetention.Limits LIMITS =
            new EventRetention.Limits(1_000, Duration.ofDays(1), 1_000, Duration.ofDays(1));
    private static final Schema SCHEMA =
            new Schema("shop", List.of(new Migration(1, "items", "CREATE TABLE items (id int PRIMARY KEY)")));

    private static Path home;
    private static int databases;

    @BeforeAll
    static void makeFolder() throws IOException {
        home = Files.createTempDirectory("centossrv-postgres-");
    }

    @AfterAll
    static void removeFolder() {
        TestPostgres.delete(home);
    }

    @Test
    void recoversByItselfAfterTheDatabaseWasKilled() throws Exception {
        try (RunningDatabase running = RunningDatabase.start(embedded(), newest -> {})) {
            Database database = running.persistence().open(SCHEMA);
            assertThat(insert(database, 1)).isTrue();
            await(() -> running.obstacle().isEmpty());
            EmbeddedPostgres server = running.server().orElseThrow();
            long pid = server.pid().orElseThrow();

            ProcessHandle.of(pid).orElseThrow().destroyForcibly();

            await(() -> running.obstacle().isPresent());
            Schema other = new Schema("other", List.of());
            assertThat(running.persistence().open(other)).isNotNull();
            await(() -> insert(database, 2));
            await(() -> running.obstacle().isEmpty() && running.events().newest() == 2);
            assertThat(count(database)).isEqualTo(2);
        }
    }

    @Test
    void saysThatTheDatabaseIsUnavailableWhileItIsGone() throws Exception {
        EmbeddedPostgres server = EmbeddedPostgres.start(TestPostgres.settings(home), Duration.ofMinutes(1));
        try (RunningDatabase running = RunningDatabase.start(external(owner(server)), newest -> {})) {
            Database database = running.persistence().open(SCHEMA);
            assertThat(insert(database, 1)).isTrue();
            server.close();

            assertThatThrownBy(() -> count(database))
                    .isInstanceOfSatisfying(
                            CentossrvException.class, e -> assertThat(e.code()).isEqualTo(SqlFailures.UNAVAILABLE));
            await(() -> running.obstacle().isPresent());
        } finally {
            server.close();
        }
    }

    @Test
    void twoControlPlanesShareADatabaseOfAnotherServer() throws Exception {
        AtomicLong told = new AtomicLong();
        try (EmbeddedPostgres server = EmbeddedPostgres.start(TestPostgres.settings(home), Duration.ofMinutes(1));
                RunningDatabase one = RunningDatabase.start(external(owner(server)), newest -> {});
                RunningDatabase two = RunningDatabase.start(external(sameAgain(server)), told::set)) {
            assertThat(two.persistence().embedded()).isFalse();
            assertThat(two.persistence().serverVersion()).startsWith("18.");
            assertThat(insert(one.persistence().open(SCHEMA), 1)).isTrue();

            await(() -> told.get() == 1);
            assertThat(count(two.persistence().open(SCHEMA))).isEqualTo(1);
            assertThat(two.events().read(0, List.of(), 10)).hasSize(1);

            one.close();
            assertThat(insert(two.persistence().open(SCHEMA), 2)).isTrue();
            await(() -> told.get() == 2);
        }
    }

    @Test
    void aWrongPasswordIsNotInTheError() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(TestPostgres.settings(home), Duration.ofMinutes(1))) {
            DatabaseAddress wrong = DatabaseAddress.parse("postgresql://postgres:hunter2@127.0.0.1:"
                    + server.address().port() + "/postgres?sslmode=disable");

            assertThatThrownBy(() -> RunningDatabase.start(external(wrong), newest -> {}))
                    .isInstanceOf(CentossrvException.class)
                    .hasMessageContaining("28P01")
                    .satisfies(e -> assertThat(e).hasStackTraceContaining("password authentication failed"))
                    .satisfies(e -> assertThat(e.toString() + e.getCause()).doesNotContain("hunter2"));
        }
    }

    private PersistenceSettings embedded() throws IOException {
        return new PersistenceSettings(
                Optional.of(TestPostgres.settings(home)), Optional.empty(), 4, LIMITS, Duration.ofMillis(100));
    }

    private static PersistenceSettings external(DatabaseAddress address) {
        return new PersistenceSettings(Optional.empty(), Optional.of(address), 4, LIMITS, Duration.ofMillis(100));
    }

    /** A server of somebody else: an owner who is no superuser. */
    private static DatabaseAddress owner(EmbeddedPostgres server) throws SQLException {
        EmbeddedAddress address = server.address();
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + address.port() + "/postgres",
                        address.user(),
                        address.password());
                Statement statement = connection.createStatement()) {
            databases++;
            statement.execute("CREATE ROLE owner_" + databases + " LOGIN CREATEROLE PASSWORD 'of the database'");
            statement.execute("CREATE DATABASE fleet_" + databases + " OWNER owner_" + databases);
        }
        return sameAgain(server);
    }

    private static DatabaseAddress sameAgain(EmbeddedPostgres server) {
        return DatabaseAddress.parse("postgresql://owner_" + databases + ":of%20the%20database@127.0.0.1:"
                + server.address().port() + "/fleet_" + databases + "?sslmode=disable");
    }

    private static boolean insert(Database database, int id) {
        try {
            return database.inTransaction(tx -> {
                try (Statement statement = tx.connection().createStatement()) {
                    tx.emit(new EventDraft("item.made", Integer.toString(id), "test", true, "{}"));
                    return statement.executeUpdate("INSERT INTO items VALUES (" + id + ")") == 1;
                }
            });
        } catch (CentossrvException e) {
            assertThat(e.code()).isEqualTo(SqlFailures.UNAVAILABLE);
            return false;
        }
    }

    private static int count(Database database) {
        return database.read(tx -> {
            try (Statement statement = tx.connection().createStatement();
                    ResultSet row = statement.executeQuery("SELECT count(*) FROM items")) {
                row.next();
                return row.getInt(1);
            }
        });
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            Thread.sleep(20);
        }
    }
}
