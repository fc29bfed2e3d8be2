// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginTest {
    private static final String HELLO =
            "{\"id\":\"hello\",\"version\":\"1.0.0\",\"bundles\":[\"hello/1.0.0\",\"hello.api/1.0.0\"],\"active\":true}";

    @TempDir
    private Path home;

    private FakeControlPlane server;
    private Shell shell;

    @BeforeEach
    void start() throws IOException {
        server = new FakeControlPlane()
                .on("POST /api/v1/plugins", 201, HELLO)
                .on("GET /api/v1/plugins", 200, "{\"items\":[" + HELLO + "]}")
                .on("DELETE /api/v1/plugins/hello", 204, "")
                .on(
                        "GET /api/v1/jobs",
                        200,
                        "{\"items\":[{\"id\":\"j1\",\"kind\":\"run\",\"title\":\"uname -r\","
                                + "\"state\":\"succeeded\",\"counts\":{\"ok\":2,\"failed\":1},\"submittedAt\":\"2026-11-20T13:04:11Z\"}]}")
                .on(
                        "POST /api/v1/join-tokens",
                        201,
                        "{\"id\":\"t\",\"token\":\"t.s.p\",\"expiresAt\":\"2026-11-20T14:05:11Z\"}");
        shell = new Shell(home).loggedIn(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void sendsTheArchive() throws IOException {
        Path archive = Files.writeString(home.resolve("hello.kar"), "KAR");

        assertThat(shell.run("plugin", "install", archive.toString()).data())
                .isEqualTo("ID     VERSION  ACTIVE  BUNDLES\nhello  1.0.0    yes     2\n");
        assertThat(shell.run("plugin", "update", archive.toString()).exit()).isZero();
        assertThat(shell.run("plugin", "plan", archive.toString(), "--update").exit())
                .isZero();

        assertThat(server.posts())
                .extracting(FakeControlPlane.Request::path)
                .containsExactly(
                        "/api/v1/plugins", "/api/v1/plugins?update=true", "/api/v1/plugins?plan=true&update=true");
        assertThat(server.posts().get(0).body()).isEqualTo("KAR");
        assertThat(server.posts().get(0).header("Content-Type")).hasValue("application/octet-stream");
        assertThat(shell.run("plugin", "install", "/nonexistent.kar").exit()).isEqualTo(64);
    }

    @Test
    void listsAndRemoves() {
        assertThat(shell.run("plugin", "list", "-o", "name").data()).isEqualTo("hello\n");
        assertThat(shell.piping("").run("plugin", "uninstall", "hello").exit()).isEqualTo(64);
        assertThat(shell.run("plugin", "uninstall", "hello", "--yes").exit()).isZero();
        assertThat(server.requests())
                .anyMatch(request ->
                        request.method().equals("DELETE") && request.path().equals("/api/v1/plugins/hello"));
    }

    @Test
    void listsJobs() {
        assertThat(shell.run("job", "list").data()).isEqualTo("""
                        ID  KIND  STATE      NODES          SUBMITTED  TITLE
                        j1  run   succeeded  ok=2 failed=1  1 min ago  uname -r
                        """);
    }

    @Test
    void sendsTheTermsOfAJoinTokenListsAndRevokes() {
        String issued =
                "{\"id\":\"0a1b\",\"state\":\"open\",\"uses\":40,\"used\":3,\"namePattern\":\"web*\",\"tags\":{},"
                        + "\"createdBy\":\"ann\",\"createdAt\":\"2026-11-20T12:00:00Z\",\"expiresAt\":\"2026-11-20T14:00:00Z\"}";
        server.on("GET /api/v1/join-tokens?limit=1000", 200, "{\"items\":[" + issued + "]}")
                .on("POST /api/v1/join-tokens/0a1b/revoke", 200, issued.replace("open", "revoked"));
        Shell.Result created = shell.run(
                "join-token",
                "create",
                "--uses",
                "40",
                "--site",
                "berlin",
                "--tag",
                "env=prod",
                "--tag",
                "tier=web",
                "--name-pattern",
                "web*");
        assertThat(created.exit()).isZero();
        assertThat(created.talk()).contains("It works for 40 nodes");
        assertThat(server.posts().get(0).body())
                .contains(
                        "\"uses\":40",
                        "\"site\":\"berlin\"",
                        "\"env\":\"prod\"",
                        "\"tier\":\"web\"",
                        "\"namePattern\":\"web*\"");
        assertThat(shell.run("join-token", "list").data()).contains("0a1b", "open", "40", "web*");
        assertThat(shell.run("join-token", "revoke", "0a1b").data()).contains("revoked");
    }

    @Test
    void writesAJoinTokenToANewFileForTheOwnerAlone() throws IOException {
        Path file = home.resolve("token");

        Shell.Result created = shell.run("join-token", "create", "--out", file.toString());

        assertThat(created.exit()).isZero();
        assertThat(created.data()).isEmpty();
        assertThat(created.talk()).doesNotContain("t.s.p");
        assertThat(Files.readString(file)).isEqualTo("t.s.p\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(shell.run("join-token", "create", "--out", file.toString()).exit())
                .isEqualTo(64);
    }
}
