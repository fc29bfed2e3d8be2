// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitCodeTest {
    @TempDir
    private Path home;

    private FakeControlPlane server;
    private Shell shell;

    @BeforeEach
    void start() throws IOException {
        server = new FakeControlPlane();
        shell = new Shell(home).loggedIn(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "400, page-invalid, 64",
        "401, token-invalid, 77",
        "403, permission-denied, 77",
        "404, node-not-found, 3",
        "409, node-accepted, 64",
        "412, etag-stale, 75",
        "422, target-empty, 3",
        "422, play-invalid, 65",
        "413, plan-too-large, 65",
        "422, idempotency-key-reused, 64",
        "429, too-many-requests, 75",
        "500, internal, 1",
        "503, domain-unavailable, 75"
    })
    void endsAsTheProblemSays(int status, String code, int exit) {
        server.on("GET /api/v1/nodes/web1", status, FakeControlPlane.problem(status, code, "The reason."));

        Shell.Result show = shell.run("node", "show", "web1");

        assertThat(show.exit()).isEqualTo(exit);
        assertThat(show.data()).isEmpty();
        assertThat(show.talk())
                .startsWith("csrv: The reason.\n")
                .contains("(code " + code + ", trace abc123)")
                .doesNotContain("Exception");
    }

    @ParameterizedTest
    @CsvSource({
        "answered, answered, 0",
        "answered, unreachable, 4",
        "timed-out, answered, 124",
        "timed-out, unreachable, 4",
        "unreachable, interrupted, 5",
        "rejected, interrupted, 2",
        "failed, unreachable, 2"
    })
    void endsAsTheWorstAnswerToAPing(String one, String two, int exit) {
        server.on(
                "POST /api/v1/pings",
                200,
                "{\"items\":[{\"name\":\"a\",\"outcome\":\"" + one + "\",\"millis\":3},{\"name\":\"b\",\"outcome\":\""
                        + two + "\"}]}");

        assertThat(shell.run("ping", "*").exit()).isEqualTo(exit);
    }

    @Test
    void showsAnswersToAPing() throws IOException {
        server.on("POST /api/v1/pings", 200, "{\"items\":[{\"name\":\"a\",\"outcome\":\"answered\",\"millis\":3}]}");

        assertThat(shell.run("ping", "*", "--timeout", "2s").data())
                .isEqualTo("NODE  OUTCOME   TIME  CODE\na     answered  3 ms\n");
        assertThat(server.posts().get(0).body()).isEqualTo("{\"target\":\"*\",\"timeout\":\"PT2S\"}");
    }

    @ParameterizedTest
    @CsvSource({"ready, 0", "degraded, 75"})
    void endsAsTheControlPlaneStands(String state, int exit) {
        server.on(
                "GET /api/v1/status",
                200,
                "{\"version\":\"0.1.0\",\"state\":\"" + state + "\",\"parts\":[{\"name\":\"jobs\",\"ready\":false,"
                        + "\"obstacle\":\"no database\"}],\"database\":{\"version\":\"18.4\",\"embedded\":true},\"plugins\":1}");

        Shell.Result status = shell.run("status");

        assertThat(status.exit()).isEqualTo(exit);
        assertThat(status.data())
                .contains("state:     " + state)
                .contains("database:  PostgreSQL 18.4, embedded")
                .contains("jobs  no     no database");
    }

    @Test
    void endsWithUsageForWhatItDoesNotKnow() {
        assertThat(shell.run("frobnicate").exit()).isEqualTo(64);
        assertThat(shell.run("node").exit()).isEqualTo(64);
        assertThat(shell.run("node", "list", "--nosuch").exit()).isEqualTo(64);
        assertThat(shell.run("ping").exit()).isEqualTo(64);
        assertThat(shell.run("ping", "*", "--timeout", "soon").talk()).contains("'soon' is no span of time");
        assertThat(shell.run().exit()).isEqualTo(64);
        assertThat(shell.run("--help").exit()).isZero();
        assertThat(shell.run("version").data()).isEqualTo("csrv development\n");
    }

    @Test
    void endsWithTryAgainWhereNobodyListens() {
        server.close();

        Shell.Result list = shell.run("node", "list");

        assertThat(list.exit()).isEqualTo(75);
        assertThat(list.talk()).contains("does not answer").contains("control-plane-unreachable");
    }

    @Test
    void waitsAsLongAsTheControlPlaneAsks() {
        server.on(
                        "GET /api/v1/nodes",
                        503,
                        FakeControlPlane.problem(503, "starting", "Soon."),
                        Map.of("Retry-After", "2"))
                .on("GET /api/v1/nodes", 429, FakeControlPlane.problem(429, "too-many-requests", "Slow."))
                .on("GET /api/v1/nodes", 200, "{\"items\":[]}");

        assertThat(shell.run("node", "list").exit()).isZero();
        assertThat(shell.waits()).containsExactly(Duration.ofSeconds(2), Duration.ofMillis(400));
    }

    @Test
    void givesUpAfterAFewAttemptsOrWhenTheWaitIsLong() {
        server.on("GET /api/v1/nodes", 503, FakeControlPlane.problem(503, "starting", "Soon."));
        assertThat(shell.run("node", "list").exit()).isEqualTo(75);
        assertThat(server.requests()).hasSize(3);

        server.on(
                "GET /api/v1/status",
                503,
                FakeControlPlane.problem(503, "starting", "."),
                Map.of("Retry-After", "3600"));
        assertThat(shell.run("status").exit()).isEqualTo(75);
        assertThat(server.requests()).hasSize(4);
    }

    @Test
    void repeatsAPostWithTheSameKey() {
        server.on("POST /api/v1/join-tokens", 503, FakeControlPlane.problem(503, "starting", "Soon."))
                .on(
                        "POST /api/v1/join-tokens",
                        201,
                        "{\"id\":\"t\",\"token\":\"t.s.p\",\"expiresAt\":\"2026-11-20T14:05:11Z\"}");

        Shell.Result token = shell.run("join-token", "create", "--lifetime", "30m");

        assertThat(token.data()).isEqualTo("t.s.p\n");
        assertThat(server.posts()).hasSize(2);
        assertThat(server.posts().get(0).header("Idempotency-Key"))
                .isPresent()
                .isEqualTo(server.posts().get(1).header("Idempotency-Key"));
        assertThat(server.posts().get(0).body()).isEqualTo("{\"lifetime\":\"PT30M\"}");
    }

    @Test
    void takesNoAnswerThatIsNoJson() {
        server.on("GET /api/v1/nodes", 200, "<html>");

        assertThat(shell.run("node", "list").exit()).isEqualTo(1);
    }
}
