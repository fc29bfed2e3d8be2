// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.cli.json.JsonWriter;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeDiscoverTest {
    private static final String PATH = "/api/v1/discoveries";

    @TempDir
    private Path home;

    private FakeControlPlane server;
    private Shell shell;

    @BeforeEach
    void start() throws IOException {
        server = new FakeControlPlane()
                .on("POST " + PATH, 202, discovery("running", 0, 0))
                .on("GET " + PATH, 200, "{\"items\":[" + discovery("done", 254, 2) + "]}")
                .on("GET " + PATH + "/d1", 200, discovery("running", 100, 1))
                .on("GET " + PATH + "/d1", 200, discovery("done", 254, 2))
                .on("POST " + PATH + "/d1/cancel", 200, discovery("cancelled", 10, 0))
                .on(
                        "GET " + PATH + "/d1/hosts",
                        200,
                        "{\"items\":[{\"address\":\"10.0.0.4\",\"port\":22,\"banner\":\"SSH-2.0-OpenSSH_8.7\","
                                + "\"keyType\":\"ssh-ed25519\",\"fingerprint\":\"SHA256:abc\",\"node\":{\"id\":\"n1\","
                                + "\"name\":\"web1\",\"state\":\"accepted\",\"by\":\"address\"}},"
                                + "{\"address\":\"10.0.0.9\",\"port\":22}]}");
        shell = new Shell(home).loggedIn(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void looksWaitsAndShows() throws IOException {
        Shell.Result looked = shell.run("node", "discover", "10.0.0.0/24", "--port", "22", "--port", "2222");
        assertThat(looked.exit()).isZero();
        assertThat(looked.data().lines().map(line -> line.replaceAll(" +", " ").strip()))
                .containsExactly(
                        "ADDRESS PORT HOSTNAME NODE SSH HOST KEY",
                        "10.0.0.4 22 - web1 SSH-2.0-OpenSSH_8.7 SHA256:abc",
                        "10.0.0.9 22 - - - -");
        assertThat(looked.talk()).contains("10.0.0.0/24 done: 254 looked at, 2 answered.");
        assertThat(JsonWriter.compact(server.posts().get(0).json()))
                .isEqualTo("{\"network\":\"10.0.0.0/24\",\"ports\":[22,2222]}");
    }

    @Test
    void showsTheNewestAndCancels() {
        assertThat(shell.run("node", "discover", "-o", "name").data()).isEqualTo("10.0.0.4\n10.0.0.9\n");
        assertThat(shell.run("node", "discover", "-o", "wide").data()).contains("KEY TYPE", "ssh-ed25519", "address");
        assertThat(server.posts()).isEmpty();
        assertThat(shell.run("node", "discover", "--cancel").talk()).contains("cancelled: 10 looked at");
        assertThat(shell.run("node", "discover", "10.0.0.0/24", "--cancel").exit())
                .isEqualTo(64);
        assertThat(shell.run("node", "discover", "--port", "22").exit()).isEqualTo(64);
    }

    @Test
    void sayNoWithTheReason() throws IOException {
        try (FakeControlPlane other = new FakeControlPlane()
                .on("POST " + PATH, 403, FakeControlPlane.problem(403, "network-not-allowed", "Set the setting."))
                .on("GET " + PATH, 200, "{\"items\":[]}")) {
            Shell there = new Shell(home).loggedIn(other);
            Shell.Result refused = there.run("node", "discover", "10.0.0.0/24");
            assertThat(refused.exit()).isEqualTo(77);
            assertThat(refused.talk()).contains("Set the setting.");
            assertThat(there.run("node", "discover").exit()).isEqualTo(3);
        }
    }

    @Test
    void settingsAreListedAndSet() throws IOException {
        String setting = "{\"key\":\"a.b\",\"value\":\"1\",\"set\":true,\"standard\":\"2\"}";
        server.on("GET /api/v1/settings", 200, "{\"items\":[" + setting + "]}")
                .on("PUT /api/v1/settings/a.b", 200, setting);
        assertThat(shell.run("setting", "list").data()).contains("KEY", "a.b");
        assertThat(shell.run("setting", "set", "a.b", "1").exit()).isZero();
        assertThat(server.requests())
                .filteredOn(request -> request.method().equals("PUT"))
                .extracting(FakeControlPlane.Request::body)
                .containsExactly("{\"value\":\"1\"}");
    }

    private static String discovery(String state, int probed, int found) {
        return "{\"id\":\"d1\",\"network\":\"10.0.0.0/24\",\"ports\":[22],\"actor\":\"root\",\"state\":\"" + state
                + "\",\"addresses\":254,\"probed\":" + probed + ",\"found\":" + found
                + ",\"startedAt\":\"2026-11-20T12:00:00Z\"}";
    }
}
