// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeTest {
    private static final String WEB1 =
            "{\"id\":\"0199-a\",\"name\":\"web1\",\"state\":\"online\",\"hostname\":\"web1.local\",\"fingerprint\":"
                    + "\"SHA256:aaa\",\"machineId\":\"m1\",\"team\":\"default\",\"enrolledAt\":\"2026-11-20T12:00:00Z\","
                    + "\"lastSeen\":\"2026-11-20T13:02:11Z\",\"agentVersion\":\"0.1.0\",\"later\":[1]}";
    private static final String NEW =
            "{\"id\":\"0199-b\",\"state\":\"pending\",\"hostname\":\"Evil\\u001b[2Jhost\",\"fingerprint\":\"SHA256:bbb\","
                    + "\"team\":\"default\",\"enrolledAt\":\"2026-11-20T13:05:01Z\"}";

    @TempDir
    private Path home;

    private FakeControlPlane server;
    private Shell shell;

    @BeforeEach
    void start() throws IOException {
        server = new FakeControlPlane()
                .on(
                        "GET /api/v1/nodes?limit=1000",
                        200,
                        "{\"items\":[" + WEB1 + "],\"next\":\"/api/v1/nodes?limit=1000&cursor=abc\"}")
                .on("GET /api/v1/nodes?limit=1000&cursor=abc", 200, "{\"items\":[" + NEW + "]}");
        shell = new Shell(home).loggedIn(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void listsAllPagesAsATable() {
        assertThat(shell.run("node", "list").data()).isEqualTo("""
                        NAME  STATE    HOSTNAME         LAST SEEN  AGENT
                        web1  online   web1.local       3 min ago  0.1.0
                        -     pending  Evil\\x1b[2Jhost  -          -
                        """);
    }

    @Test
    void listsForPrograms() {
        assertThat(shell.run("node", "list", "-o", "name").data()).isEqualTo("web1\n0199-b\n");
        assertThat(shell.run("node", "list", "-o", "jsonl").data()).isEqualTo(WEB1 + "\n" + NEW + "\n");
        assertThat(shell.run("-o", "json", "node", "list").data())
                .startsWith("{\n  \"items\": [\n    {\n      \"id\": \"0199-a\",\n")
                .contains("\"later\": [\n        1\n      ]");
        assertThat(shell.run("node", "list", "-o", "yaml").data())
                .startsWith("items:\n  - id: \"0199-a\"\n    name: web1\n    state: online\n")
                .contains("    later:\n      - 1\n  - id: \"0199-b\"\n")
                .contains("    hostname: \"Evil\\u001b[2Jhost\"\n");
    }

    @Test
    void writesControlCharactersOnlyWhereAskedTo() {
        assertThat(shell.run("node", "list").data()).doesNotContain("\u001b");
        assertThat(shell.run("node", "list", "--raw").data()).contains("Evil\u001b[2Jhost");
    }

    @Test
    void passesTheTargetAsAFilter() {
        server.on("GET /api/v1/nodes?limit=5&filter=tag%3Aenv%3Dprod%20and%20web*", 200, "{\"items\":[]}");

        assertThat(shell.run("node", "list", "tag:env=prod and web*", "--limit", "5")
                        .exit())
                .isZero();
    }

    @Test
    void showsOneNodeWithTimesForPeople() {
        server.on("GET /api/v1/nodes/web1", 200, WEB1);

        assertThat(shell.run("node", "show", "web1").data())
                .contains("name:          web1\n")
                .contains("lastSeen:      2026-11-20 14:02:11 +01:00 (3 min ago)\n");
    }

    @Test
    void showsFacts() {
        server.on("GET /api/v1/nodes/web1", 200, WEB1)
                .on(
                        "GET /api/v1/nodes/0199-a/facts",
                        200,
                        "{\"values\":{\"os.name\":\"CentOS Stream\",\"cpu.count\":2,\"net.addresses\":[\"10.0.0.1\",\"::1\"]},"
                                + "\"observedAt\":\"2026-11-20T13:05:01Z\"}");

        Shell.Result facts = shell.run("node", "facts", "web1");

        assertThat(facts.data()).isEqualTo("""
                        os.name:        CentOS Stream
                        cpu.count:      2
                        net.addresses:  10.0.0.1, ::1
                        """);
        assertThat(facts.talk()).contains("Observed 2026-11-20 14:05:01 +01:00 (10 s ago).");
    }

    @Test
    void acceptsById() throws IOException {
        server.on("POST /api/v1/nodes/0199-b/accept", 200, WEB1);

        assertThat(shell.run("node", "accept", "0199-b", "--name", "db1", "--fingerprint", "SHA256:ccc")
                        .exit())
                .isEqualTo(77);
        assertThat(server.posts()).isEmpty();
        Shell.Result accepted = shell.run("node", "accept", "0199-b", "--name", "db1", "--fingerprint", "SHA256:bbb");
        assertThat(accepted.exit()).isZero();
        assertThat(server.posts().get(0).json().text("name")).hasValue("db1");
        server.on(
                "GET /api/v1/nodes?limit=1000&cursor=abc",
                200,
                "{\"items\":[" + NEW.replace("Evil\\u001b[2Jhost", "DB1") + "]}");
        shell.run("node", "list");
        assertThat(shell.run("node", "accept", "db1").talk()).contains("Accepted db1 with the key SHA256:bbb.");
        assertThat(server.posts().get(1).json().text("name")).hasValue("db1");
        assertThat(shell.run("node", "accept", "web1.local").exit())
                .as("it is not pending")
                .isEqualTo(3);
    }

    @Test
    void asksForTheNameBeforeItRevokes() {
        server.on("GET /api/v1/nodes/web1", 200, WEB1).on("POST /api/v1/nodes/0199-a/revoke", 200, WEB1);

        assertThat(shell.piping("").run("node", "revoke", "web1").exit()).isEqualTo(64);
        assertThat(shell.typing("web2\n").run("node", "revoke", "web1").exit()).isEqualTo(64);
        assertThat(server.posts()).isEmpty();
        assertThat(shell.typing("web1\n").run("node", "revoke", "web1").exit()).isZero();
        assertThat(shell.piping("").run("node", "revoke", "web1", "--yes").exit())
                .isZero();
        assertThat(server.posts()).hasSize(2);
    }

    @Test
    void doesNotFollowALinkToAnotherPlace() {
        server.on("GET /api/v1/nodes?limit=7", 200, "{\"items\":[],\"next\":\"https://evil.example/api/\"}");

        assertThat(shell.run("node", "list", "--limit", "7").exit()).isZero();
        assertThat(server.requests()).hasSize(1);
    }
}
