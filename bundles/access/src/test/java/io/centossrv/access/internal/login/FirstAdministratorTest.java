// SPDX-License-Identifier: Apache-2.0
package io.centossrv.access.internal.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.access.internal.AccessFixture;
import io.centossrv.persistence.test.EmbeddedDatabase;
import io.centossrv.platform.security.Permission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class FirstAdministratorTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

    @TempDir
    Path folder;

    private AccessFixture access;

    @BeforeEach
    void start() {
        access = new AccessFixture(EMBEDDED, folder);
    }

    @Test
    void isMadeOnceAndCanLogIn() throws Exception {
        access.execute("DELETE FROM accounts");
        Path file = folder.resolve("state/initial-login");
        run(folder.resolve("state"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).isEqualTo("user: admin");
        assertThat(lines.get(1)).matches("password: ([a-zA-Z2-9]{5}-){4}[a-zA-Z2-9]{5}");
        String password = lines.get(1).substring("password: ".length());
        String token = access.login.login("admin", password, "192.0.2.7").token();
        assertThat(access.authenticator.authenticateToken(token).orElseThrow().may(new Permission("node:revoke")))
                .isTrue();

        run(folder.resolve("state"));
        assertThat(Files.readAllLines(file)).isEqualTo(lines);
    }

    @Test
    void isNotMadeWhereThereIsAnAccount() throws Exception {
        run(folder.resolve("state"));

        assertThat(folder.resolve("state/initial-login")).doesNotExist();
        assertThat(access.accounts.find("admin")).isEmpty();
    }

    @Test
    void ofTwoControlPlanesOneMakesIt() throws Exception {
        access.execute("DELETE FROM accounts");
        FirstAdministrator one = begin(folder.resolve("one"));
        FirstAdministrator two = begin(folder.resolve("two"));
        await(one);
        await(two);

        boolean first = Files.exists(folder.resolve("one/initial-login"));
        Path file = folder.resolve(first ? "one/initial-login" : "two/initial-login");
        assertThat(Files.exists(folder.resolve("two/initial-login"))).isNotEqualTo(first);
        String password = Files.readAllLines(file).get(1).substring("password: ".length());
        assertThat(access.login.login("admin", password, "192.0.2.7").token()).isNotEmpty();
    }

    @Test
    void isTriedUntilTheFileCanBeWritten() throws Exception {
        access.execute("DELETE FROM accounts");
        Path blocked = folder.resolve("state");
        Files.writeString(blocked, "not a folder");
        FirstAdministrator administrator = begin(blocked);
        try {
            awaitObstacle(administrator, "no administrator");
            assertThat(access.accounts.isEmpty()).isTrue();

            Files.delete(blocked);
            await(administrator);
            assertThat(blocked.resolve("initial-login")).exists();
        } finally {
            administrator.stop();
        }
    }

    private void run(Path state) throws Exception {
        FirstAdministrator administrator = begin(state);
        await(administrator);
        assertThat(administrator.name()).isEqualTo("access");
        administrator.stop();
    }

    private FirstAdministrator begin(Path state) throws IOException {
        return new FirstAdministrator(access.accounts, access.passwords, state, access.clock);
    }

    private static void await(FirstAdministrator administrator) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (administrator.obstacle().isPresent()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            Thread.sleep(10);
        }
    }

    private static void awaitObstacle(FirstAdministrator administrator, String obstacle) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!administrator.obstacle().filter(obstacle::equals).isPresent()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            Thread.sleep(10);
        }
    }
}
