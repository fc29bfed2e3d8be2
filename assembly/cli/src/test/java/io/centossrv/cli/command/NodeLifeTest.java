// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeLifeTest {
    private static final String WEB1 =
            "{\"id\":\"0199-a\",\"name\":\"web1\",\"state\":\"offline\",\"hostname\":\"web1.local\"}";

    @TempDir
    private Path home;

    private FakeControlPlane server;
    private Shell shell;

    @BeforeEach
    void start() throws IOException {
        server = new FakeControlPlane().on("GET /api/v1/nodes/web1", 200, WEB1);
        shell = new Shell(home).loggedIn(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void renamesQuarantinesAndReleases() {
        for (String verb : new String[] {"rename", "quarantine", "release"}) {
            server.on("POST /api/v1/nodes/0199-a/" + verb, 200, WEB1);
        }
        assertThat(shell.run("node", "rename", "web1", "www1").exit()).isZero();
        assertThat(shell.run("node", "quarantine", "web1", "--reason", "odd logins")
                        .data())
                .contains("web1", "offline");
        assertThat(shell.run("node", "release", "web1").exit()).isZero();
        assertThat(server.posts())
                .extracting(FakeControlPlane.Request::body)
                .containsExactly("{\"name\":\"www1\"}", "{\"reason\":\"odd logins\"}", "{}");
        assertThat(shell.run("node", "quarantine", "web1").exit()).isEqualTo(64);
    }

    @Test
    void asksBeforeANodeIsGone() {
        for (String verb : new String[] {"retire", "replace"}) {
            server.on("POST /api/v1/nodes/0199-a/" + verb, 200, WEB1);
        }
        assertThat(shell.run("node", "retire", "web1").exit()).isEqualTo(64);
        assertThat(shell.run("node", "replace", "web1", "0199-b").exit()).isEqualTo(64);
        assertThat(server.posts()).isEmpty();
        assertThat(shell.run("node", "retire", "web1", "--yes").exit()).isZero();
        assertThat(shell.run("node", "replace", "web1", "0199-b", "--yes").exit())
                .isZero();
        assertThat(server.posts().get(1).body()).isEqualTo("{\"by\":\"0199-b\"}");
    }

    @Test
    void explains() {
        server.on(
                "GET /api/v1/nodes/web1/explain",
                200,
                "{\"node\":" + WEB1
                        + ",\"findings\":[{\"topic\":\"link\",\"level\":\"problem\",\"message\":\"No link.\","
                        + "\"next\":\"systemctl status centossrv-agent\"}]}");
        assertThat(shell.run("node", "explain", "web1").data())
                .contains("TOPIC", "link", "problem", "No link.", "systemctl status");
        assertThat(shell.run("node", "explain", "web1", "-o", "json").data()).contains("\"findings\"", "\"web1\"");
    }

    @Test
    void rejectsPendingNodesOnly() {
        server.on("GET /api/v1/nodes?limit=1000", 200, "{\"items\":[" + WEB1.replace("offline", "pending") + "]}")
                .on("POST /api/v1/nodes/0199-a/reject", 200, WEB1.replace("offline", "revoked"));
        assertThat(shell.run("node", "reject", "web1.local").data()).contains("revoked");
        assertThat(shell.run("node", "reject", "other").exit()).isEqualTo(3);
    }

    @Test
    void handsTheTokenOfAReissueOver() throws IOException {
        server.on(
                "POST /api/v1/nodes/0199-a/reissue",
                201,
                "{\"id\":\"re-1\",\"token\":\"re-1.s.p\",\"expiresAt\":\"2026-11-20T14:05:11Z\"}");
        Shell.Result made = shell.run("node", "reissue", "web1");
        assertThat(made.data()).isEqualTo("re-1.s.p\n");
        assertThat(made.talk()).contains("the machine of web1");
        Path file = home.resolve("token");
        assertThat(shell.run("node", "reissue", "web1", "--out", file.toString())
                        .data())
                .isEmpty();
        assertThat(file).hasContent("re-1.s.p");
    }

    @Test
    void acceptsTheNodesOfAFile() throws IOException {
        server.on(
                "POST /api/v1/acceptances",
                200,
                "{\"accepted\":2,\"unchanged\":0,\"refused\":1,\"items\":[{\"fingerprint\":\"SHA256:a\",\"outcome\":"
                        + "\"accepted\",\"name\":\"web1\"},{\"fingerprint\":\"SHA256:c\",\"outcome\":\"refused\",\"code\":"
                        + "\"node-not-found\",\"message\":\"No node has the key.\"}]}");
        Path file = Files.writeString(
                home.resolve("nodes.csv"),
                "fingerprint,name,tags\n# racks\nSHA256:a,web1,env=prod tier=web\nSHA256:b\n\nSHA256:c,db1\n");
        Shell.Result result = shell.run("node", "accept", "--from", file.toString(), "--partial");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.data()).contains("web1", "accepted", "node-not-found");
        assertThat(result.talk()).contains("Accepted 2, unchanged 0, refused 1.");
        assertThat(server.posts().get(0).body())
                .isEqualTo("{\"items\":[{\"fingerprint\":\"SHA256:a\",\"name\":\"web1\",\"tags\":{\"env\":\"prod\","
                        + "\"tier\":\"web\"}},{\"fingerprint\":\"SHA256:b\"},{\"fingerprint\":\"SHA256:c\",\"name\":\"db1\"}],"
                        + "\"partial\":true}");
    }

    @Test
    void sendsNothingOfAFileThatIsWrong() throws IOException {
        Path file = Files.writeString(home.resolve("nodes.csv"), "SHA256:a,web1\nweb2,SHA256:b\nSHA256:c,x,env\n");
        Shell.Result result = shell.run("node", "accept", "--from", file.toString());
        assertThat(result.exit()).isEqualTo(65);
        assertThat(result.talk()).contains("nodes.csv:2:", "nodes.csv:3:", "2 lines");
        assertThat(shell.run("node", "accept").exit()).isEqualTo(64);
        assertThat(shell.run("node", "accept", "web1", "--from", file.toString())
                        .exit())
                .isEqualTo(64);
        assertThat(server.posts()).isEmpty();
    }
}
