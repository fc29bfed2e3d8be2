// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.cli.net.Authority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginTest {
    private static final String TOKEN =
            "{\"token\":\"SECRET-TOKEN\",\"expiresAt\":\"2026-11-21T01:05:11Z\",\"user\":\"admin\"}";

    @TempDir
    private Path home;

    private FakeControlPlane server;
    private Shell shell;

    @BeforeEach
    void start() throws IOException {
        server = new FakeControlPlane()
                .on("POST /api/v1/login", 200, TOKEN)
                .on("GET /api/v1/nodes", 200, "{\"items\":[]}");
        shell = new Shell(home);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String pin() {
        return Authority.pin(server.authority().certificate());
    }

    @Test
    void keepsTheTokenInAFileForTheOwnerAlone() throws IOException {
        Shell.Result login = shell.piping("hunter2\n")
                .run("login", "--server", server.address(), "--ca-pin", pin(), "--user", "eva");

        assertThat(login.exit()).as(login.talk()).isZero();
        assertThat(login.data()).isEmpty();
        assertThat(login.talk())
                .contains("Logged in at " + server.address() + " as admin, context localhost")
                .contains("until 2026-11-21 02:05:11 +01:00 (in 12 h)")
                .doesNotContain("hunter2", "SECRET-TOKEN");
        assertThat(server.posts().get(0).json().text("user")).hasValue("eva");
        assertThat(server.posts().get(0).json().text("password")).hasValue("hunter2");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(shell.contextFile())))
                .isEqualTo("rw-------");
        assertThat(shell.run("node", "list").exit()).isZero();
        assertThat(server.requests().get(1).header("Authorization")).hasValue("Bearer SECRET-TOKEN");
        assertThat(shell.run("context", "list", "-o", "json").data()).doesNotContain("SECRET-TOKEN");
    }

    @Test
    void readsTheFirstLoginThatTheControlPlaneWrote() throws IOException {
        Path file = home.resolve("initial-login");
        Files.writeString(file, "user: admin\npassword: from: file\n");

        Shell.Result login =
                shell.run("login", "--server", server.address(), "--ca-pin", pin(), "--password-file", file.toString());

        assertThat(login.exit()).as(login.talk()).isZero();
        assertThat(server.posts().get(0).json().text("password")).hasValue("from: file");
    }

    @Test
    void refusesAnotherPinBeforeItSendsAnything() {
        Shell.Result login =
                shell.piping("hunter2\n").run("login", "--server", server.address(), "--ca-pin", "A".repeat(43));

        assertThat(login.exit()).isEqualTo(77);
        assertThat(login.talk()).contains("shows the pin " + pin()).contains("ca-pin-mismatch");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void showsThePinAndAsksAtTheFirstUse() {
        Path file = home.resolve("password");
        assertThat(writePassword(file)).isTrue();
        String[] command = {"login", "--server", server.address(), "--password-file", file.toString()};

        Shell.Result no = shell.typing("no\n").run(command);
        assertThat(no.exit()).isEqualTo(77);
        assertThat(no.talk()).contains("CN=Test CA").contains(pin());
        assertThat(server.requests()).isEmpty();

        Shell.Result nobody = shell.piping("yes\n").run(command);
        assertThat(nobody.exit()).isEqualTo(77);
        assertThat(nobody.talk()).contains("--ca-pin " + pin());
        assertThat(server.requests()).isEmpty();

        assertThat(shell.typing("yes\n").run(command).exit()).isZero();
        assertThat(shell.piping("")
                        .run("login", "--password-file", file.toString())
                        .exit())
                .as("the authority is known from now on")
                .isZero();
    }

    private static boolean writePassword(Path file) {
        try {
            Files.writeString(file, "hunter2\n");
            return true;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void refusesAServerWithTheCertificateOfAnotherAuthority() throws IOException {
        Path other = home.resolve("other.pem");
        Files.writeString(other, Authority.pem(new TestAuthority("Other").certificate()));

        Shell.Result login =
                shell.piping("hunter2\n").run("login", "--server", server.address(), "--ca-file", other.toString());

        assertThat(login.exit()).isEqualTo(77);
        assertThat(login.talk()).contains("certificate-untrusted").doesNotContain("hunter2");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void refusesACertificateForAnotherName() {
        Shell.Result login = shell.piping("hunter2\n")
                .run("login", "--server", server.address().replace("localhost", "127.0.0.1"), "--ca-pin", pin());

        assertThat(login.exit()).as(login.talk()).isEqualTo(77);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void saysThatTheLoginEndedAndWhatToDo() throws IOException {
        shell.loggedIn(server, ",\"expiresAt\":\"2026-11-20T13:02:11Z\"");

        Shell.Result list = shell.run("node", "list");

        assertThat(list.exit()).isEqualTo(77);
        assertThat(list.talk()).contains("ended 3 min ago").contains("csrv login --context test");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void refusesAContextFileThatOthersMayRead() throws IOException {
        shell.loggedIn(server);
        Files.setPosixFilePermissions(shell.contextFile(), PosixFilePermissions.fromString("rw-r--r--"));

        Shell.Result list = shell.run("node", "list");

        assertThat(list.exit()).isEqualTo(77);
        assertThat(list.talk()).contains("chmod 600");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void forgetsTheLoginAndKeepsTheContext() throws IOException {
        shell.loggedIn(server);

        assertThat(shell.run("logout").exit()).isZero();

        assertThat(Files.readString(shell.contextFile()))
                .doesNotContain("SECRET-TOKEN")
                .contains("caCertificate");
        assertThat(shell.run("node", "list").exit()).isEqualTo(77);
        assertThat(shell.run("context", "list").data())
                .isEqualTo("CURRENT  NAME  SERVER" + " ".repeat(server.address().length() - 4)
                        + "USER  LOGIN UNTIL\n*        test  " + server.address() + "  -     -\n");
    }

    @Test
    void takesNoAddressThatIsNotHttps() {
        assertThat(shell.run("login", "--server", "http://localhost:1").exit()).isEqualTo(64);
        assertThat(shell.run("login", "--server", "https://a b").exit()).isEqualTo(64);
        assertThat(shell.run("context", "use", "nosuch").exit()).isEqualTo(3);
    }
}
