// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence.internal.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centossrv.persistence.test.TestPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EmbeddedPostgresTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static Path home;

    @BeforeAll
    static void makeCluster() throws Exception {
        home = Files.createTempDirectory("centossrv-postgres-");
        EmbeddedPostgres.start(TestPostgres.settings(home), PATIENCE).close();
    }

    @AfterAll
    static void removeFolder() {
        TestPostgres.delete(home);
    }

    @Test
    void isMadeAsTheDesignSays() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(TestPostgres.settings(home), PATIENCE);
                Connection connection = connect(postgres)) {
            assertThat(show(connection, "data_checksums")).isEqualTo("on");
            assertThat(show(connection, "ssl")).isEqualTo("off");
            assertThat(show(connection, "fsync")).isEqualTo("on");
            assertThat(show(connection, "listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(show(connection, "unix_socket_directories")).isEmpty();
            assertThat(show(connection, "password_encryption")).isEqualTo("scram-sha-256");
            assertThat(query(connection, "SELECT concat(datlocprovider, ' ', datlocale) FROM pg_database LIMIT 1"))
                    .isEqualTo("b C.UTF-8");
            assertThat(query(connection, "SELECT DISTINCT auth_method FROM pg_hba_file_rules"))
                    .isEqualTo("scram-sha-256");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("password"))))
                    .isEqualTo("rw-------");
            assertThat(postgres.address().toString())
                    .doesNotContain(postgres.address().password());
        }
    }

    @Test
    void keepsItsDataAndItsPasswordOverAStop() throws Exception {
        EmbeddedAddress first;
        long pid;
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(TestPostgres.settings(home), PATIENCE);
                Connection connection = connect(postgres)) {
            first = postgres.address();
            pid = postgres.pid().orElseThrow();
            execute(connection, "CREATE TABLE kept AS SELECT 42 AS answer");
        }
        assertThat(ProcessHandle.of(pid)).isEmpty();
        assertThat(home.resolve("cluster/postmaster.pid")).doesNotExist();
        assertThat(listens(first.port())).isFalse();

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(TestPostgres.settings(home), PATIENCE);
                Connection connection = connect(postgres)) {
            assertThat(postgres.address().password()).isEqualTo(first.password());
            assertThat(query(connection, "SELECT answer FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void isStartedAgainOnTheSamePortWhenItIsKilled() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(TestPostgres.settings(home), PATIENCE)) {
            long pid = postgres.pid().orElseThrow();
            try (Connection connection = connect(postgres)) {
                execute(connection, "CREATE TABLE kept_too AS SELECT 42 AS answer");
            }
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();

            await(() -> postgres.pid().filter(other -> other != pid).isPresent() && answers(postgres));
            try (Connection connection = connect(postgres)) {
                assertThat(query(connection, "SELECT answer FROM kept_too")).isEqualTo("42");
            }
        }
    }

    @Test
    void startsOverALockThatNamesALiveProcessOfAnotherProgram() throws Exception {
        Path lock = home.resolve("cluster/postmaster.pid");
        Files.write(
                lock,
                List.of(
                        Long.toString(ProcessHandle.current().pid()),
                        home.resolve("cluster").toString()));

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(TestPostgres.settings(home), PATIENCE)) {
            assertThat(answers(postgres)).isTrue();
        }
    }

    @Test
    void theLockOfALivePostgresIsLeft() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(TestPostgres.settings(home), PATIENCE)) {
            StaleLock lock = new StaleLock(Path.of("/proc"), Duration.ofMillis(100));

            assertThatThrownBy(() -> lock.remove(home.resolve("cluster")))
                    .isInstanceOf(PostgresFailed.class)
                    .hasMessageContaining("in use by another PostgreSQL")
                    .hasMessageContaining(postgres.pid().orElseThrow().toString());
            assertThat(home.resolve("cluster/postmaster.pid")).exists();
        }
    }

    @Test
    void stopsWhenItsJvmIsKilled() throws Exception {
        Process jvm = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        KilledJvm.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out = jvm.inputReader()) {
            long pid = Long.parseLong(out.readLine());
            assertThat(ProcessHandle.of(pid)).isPresent();

            jvm.destroyForcibly().waitFor();

            await(() -> ProcessHandle.of(pid).isEmpty());
        } finally {
            jvm.destroyForcibly();
        }
        assertThat(home.resolve("cluster/postmaster.pid")).doesNotExist();
    }

    @Test
    void stopsWhenItsJvmIsKilledWhileItRecovers() throws Exception {
        Process jvm = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        KilledJvm.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out = jvm.inputReader()) {
            ProcessHandle postmaster =
                    ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
            List<ProcessHandle> before = postmaster.children().toList();
            before.get(0).destroyForcibly();
            await(() -> postmaster.children().anyMatch(child -> !before.contains(child)));

            jvm.destroyForcibly().waitFor();

            await(() -> !postmaster.isAlive());
        } finally {
            jvm.destroyForcibly();
        }
    }

    @Test
    void aProgramWhoseParentIsGoneDoesNotStart() throws Exception {
        assertThat(exitCode(
                        PostgresCommand.onlyAsChildOf(ProcessHandle.current().pid())))
                .isZero();
        assertThat(exitCode(PostgresCommand.onlyAsChildOf(1))).isEqualTo(1);
    }

    private static int exitCode(List<String> prefix) throws Exception {
        List<String> command = new ArrayList<>(prefix);
        command.add("true");
        return new ProcessBuilder(command).start().waitFor();
    }

    @Test
    void aClusterThatWasNotFinishedIsMadeAnew() throws Exception {
        Path other = Files.createTempDirectory("centossrv-postgres-");
        Files.createDirectories(other.resolve("cluster.unfinished/base"));
        Files.writeString(other.resolve("password"), "half");

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(TestPostgres.settings(other), PATIENCE)) {
            assertThat(answers(postgres)).isTrue();
            assertThat(other.resolve("cluster.unfinished")).doesNotExist();
        } finally {
            TestPostgres.delete(other);
        }
    }

    @Test
    void refusesAClusterOfAnotherMajor() throws Exception {
        Path version = home.resolve("cluster/PG_VERSION");
        String before = Files.readString(version);
        Files.writeString(version, "17\n");
        try {
            assertThatThrownBy(() -> EmbeddedPostgres.start(TestPostgres.settings(home), PATIENCE))
                    .isInstanceOf(PostgresFailed.class)
                    .hasMessageContaining("was made by PostgreSQL 17");
        } finally {
            Files.writeString(version, before);
        }
    }

    @Test
    void aPortThatIsTakenIsAClearFailure() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(TestPostgres.settings(home), PATIENCE)) {
            Path other = Files.createTempDirectory("centossrv-postgres-");
            EmbeddedSettings settings = TestPostgres.settings(other);
            EmbeddedSettings taken = new EmbeddedSettings(
                    settings.binaries(), other, postgres.address().port(), settings.user());

            assertThatThrownBy(() -> EmbeddedPostgres.start(taken, PATIENCE))
                    .isInstanceOf(PostgresFailed.class)
                    .hasMessageContaining("could not create any TCP/IP sockets");
            TestPostgres.delete(other);
        }
    }

    @Test
    void rootMustNameAnAccount() throws Exception {
        Assumptions.assumeTrue(PostgresCommand.isRoot(), "only root is refused");
        EmbeddedSettings settings = TestPostgres.settings(home);

        assertThatThrownBy(() -> EmbeddedPostgres.start(
                        new EmbeddedSettings(settings.binaries(), home, 0, Optional.empty()), PATIENCE))
                .isInstanceOf(PostgresFailed.class)
                .hasMessageContaining("does not run as root");
        assertThatThrownBy(() -> EmbeddedPostgres.start(
                        new EmbeddedSettings(settings.binaries(), home, 0, Optional.of("no-such-account")), PATIENCE))
                .isInstanceOf(PostgresFailed.class)
                .hasMessageContaining("no account no-such-account");
    }

    private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
        EmbeddedAddress address = postgres.address();
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + address.port() + "/postgres?sslmode=disable",
                address.user(),
                address.password());
    }

    private static boolean answers(EmbeddedPostgres postgres) {
        try (Connection connection = connect(postgres)) {
            return query(connection, "SELECT 'yes'").equals("yes");
        } catch (SQLException e) {
            return false;
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static String show(Connection connection, String setting) throws SQLException {
        return query(connection, "SHOW " + setting);
    }

    private static String query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            Thread.sleep(20);
        }
    }
}
