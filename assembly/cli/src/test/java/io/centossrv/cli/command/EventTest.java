// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.cli.net.Authority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class EventTest {
    private final TestAuthority authority = new TestAuthority("Events CA");

    @TempDir
    private Path home;

    private Shell shell;

    @BeforeEach
    void start() {
        shell = new Shell(home);
    }

    private void logIn(int port) throws IOException {
        String pem = Authority.pem(authority.certificate()).replace("\n", "\\n");
        Files.writeString(
                shell.contextFile(),
                "{\"current\":\"t\",\"contexts\":[{\"name\":\"t\",\"server\":\"https://localhost:" + port
                        + "\",\"caCertificate\":\"" + pem + "\",\"user\":\"u\",\"token\":\"SECRET-TOKEN\"}]}");
        Files.setPosixFilePermissions(shell.contextFile(), PosixFilePermissions.fromString("rw-------"));
    }

    private static String event(int number) {
        return "{\"sequence\":" + number
                + ",\"at\":\"2026-11-20T13:05:01Z\",\"topic\":\"job.ended\",\"subject\":\"j1\","
                + "\"actor\":\"admin\",\"audit\":true,\"data\":{\"state\":\"succeeded\",\"note\":\"" + "x".repeat(120)
                + "\"}}";
    }

    @Test
    void goesOnAfterTheLastEventWhereAConnectionBreaks() throws IOException {
        try (FakeEventServer server = new FakeEventServer(
                authority, List.of(List.of(event(41), event(42)), List.of(), List.of(event(43), event(44))))) {
            logIn(server.port());

            Shell.Result watch =
                    shell.run("event", "watch", "--topic", "job.*", "--after", "40", "--count", "3", "-o", "jsonl");

            assertThat(watch.exit()).as(watch.talk()).isZero();
            assertThat(watch.data()).isEqualTo(event(41) + "\n" + event(42) + "\n" + event(43) + "\n");
            assertThat(server.heads()).hasSize(3);
            assertThat(server.heads().get(0))
                    .startsWith("GET /api/v1/events?topic=job.*&after=40 ")
                    .contains("Authorization: Bearer SECRET-TOKEN");
            assertThat(server.heads().get(1)).startsWith("GET /api/v1/events?topic=job.*&after=42 ");
            assertThat(server.heads().get(2)).startsWith("GET /api/v1/events?topic=job.*&after=42 ");
            assertThat(watch.talk()).contains("connecting again");
        }
    }

    @Test
    void showsALinePerEventToPeople() throws IOException {
        try (FakeEventServer server = new FakeEventServer(authority, List.of(List.of(event(7))))) {
            logIn(server.port());

            Shell.Result watch = shell.run("event", "watch", "--count", "1");

            assertThat(watch.data())
                    .startsWith(
                            "7  2026-11-20 14:05:01 +01:00 (10 s ago)  job.ended  j1  admin  {\"state\":\"succeeded\"");
        }
    }

    @Test
    void endsWhereTheLoginIsRefused() throws IOException {
        try (FakeControlPlane server = new FakeControlPlane()) {
            server.on("GET /api/v1/events", 401, FakeControlPlane.problem(401, "token-invalid", "No."));
            shell.loggedIn(server);

            assertThat(shell.run("event", "watch").exit()).isEqualTo(77);
        }
    }
}
