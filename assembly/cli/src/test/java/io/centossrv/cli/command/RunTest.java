// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunTest {
    private static final String JOB = "{\"id\":\"j1\",\"kind\":\"run\",\"state\":\"queued\"}";

    @TempDir
    private Path home;

    private FakeControlPlane server;
    private Shell shell;

    @BeforeEach
    void start() throws IOException {
        server = new FakeControlPlane().on("POST /api/v1/jobs", 202, JOB);
        nodes(1);
        shell = new Shell(home).loggedIn(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void nodes(int number) {
        String items = IntStream.range(0, number)
                .mapToObj(i -> "{\"id\":\"" + i + "\",\"name\":\"n" + i + "\",\"state\":\"online\"}")
                .collect(Collectors.joining(","));
        server.on("GET /api/v1/nodes", 200, "{\"items\":[" + items + "]}");
    }

    private void ends(String node) {
        server.on("GET /api/v1/jobs/j1", 200, "{\"id\":\"j1\",\"kind\":\"run\",\"state\":\"running\"}")
                .on("GET /api/v1/jobs/j1", 200, "{\"id\":\"j1\",\"kind\":\"run\",\"state\":\"succeeded\"}")
                .on("GET /api/v1/jobs/j1/nodes", 200, "{\"items\":[{\"name\":\"n0\",\"state\":\"running\"}]}")
                .on("GET /api/v1/jobs/j1/nodes", 200, "{\"items\":[" + node + "]}");
    }

    private static String node(String state, String reason, String task) {
        return "{\"name\":\"n0\",\"state\":\"" + state + "\",\"reason\":\"" + reason + "\",\"tasks\":[" + task + "]}";
    }

    @Test
    void leavesArgvAsItIs() throws IOException {
        ends(node("changed", "", "{\"index\":0,\"status\":\"changed\",\"returnCode\":0,\"stdout\":\"6.1\\n\"}"));

        Shell.Result run =
                shell.run("run", "n0", "--timeout", "90s", "--", "sh", "-c", "echo $HOME; @x", "--", "-o", "");

        assertThat(run.exit()).as(run.talk()).isZero();
        assertThat(run.data()).isEqualTo("n0 | changed | rc=0\n6.1\n");
        assertThat(server.posts().get(0).body())
                .isEqualTo("{\"target\":\"n0\",\"argv\":[\"sh\",\"-c\",\"echo $HOME; @x\",\"--\",\"-o\",\"\"],"
                        + "\"timeout\":\"PT1M30S\"}");
        assertThat(server.posts().get(0).header("Idempotency-Key")).isPresent();
    }

    @Test
    void escapesWhatANodeWrites() {
        ends(node(
                "changed",
                "",
                "{\"index\":0,\"status\":\"changed\",\"returnCode\":0,"
                        + "\"stdout\":\"a\\tb\\u001b]0;x\\u0007\\rc\\u202ed\\nnext\"}"));

        assertThat(shell.run("run", "n0", "--", "x").data())
                .isEqualTo("n0 | changed | rc=0\na\tb\\x1b]0;x\\x07\\rc\\u202ed\nnext\n");
    }

    @ParameterizedTest
    @CsvSource({
        "ok, '', 0",
        "changed, '', 0",
        "skipped, '', 0",
        "failed, code, 2",
        "failed, timed-out, 124",
        "failed, rejected, 2",
        "unreachable, '', 4",
        "expired, '', 4",
        "interrupted, '', 5",
        "cancelled, '', 5",
        "levitating, '', 5"
    })
    void endsAsTheNodesDid(String state, String reason, int exit) {
        ends(node(state, reason, ""));

        assertThat(shell.run("run", "n0", "--", "x").exit()).isEqualTo(exit);
    }

    @Test
    void writesDataForPrograms() {
        ends(node("ok", "", ""));
        assertThat(shell.run("run", "n0", "-o", "jsonl", "--", "x").data())
                .isEqualTo("{\"name\":\"n0\",\"state\":\"ok\",\"reason\":\"\",\"tasks\":[]}\n");
        assertThat(shell.run("run", "n0", "-o", "json", "--", "x").data())
                .startsWith("{\n  \"job\": {\n    \"id\": \"j1\"")
                .contains("\"nodes\": [");
        Shell.Result detached = shell.run("run", "n0", "-o", "name", "--detach", "--", "x");
        assertThat(detached.data()).isEqualTo("j1\n");
        assertThat(detached.talk()).contains("csrv job watch j1");
    }

    @Test
    void saysWhichNodesItWaitsFor() {
        for (int i = 0; i < 8; i++) {
            server.on("GET /api/v1/jobs/j1", 200, JOB)
                    .on(
                            "GET /api/v1/jobs/j1/nodes",
                            200,
                            "{\"items\":[{\"name\":\"n0\",\"state\":\"waiting\",\"reason\":\"offline\"}]}");
        }
        ends(node("ok", "", ""));

        assertThat(shell.run("run", "n0", "--", "x").talk()).isEqualTo("Job j1 waits for n0 (offline).\n");
    }

    @Test
    void keepsWatchingWhileTheControlPlaneRestarts() {
        server.on("GET /api/v1/jobs/j1", 503, FakeControlPlane.problem(503, "starting", "Soon."))
                .on("GET /api/v1/jobs/j1", 503, FakeControlPlane.problem(503, "starting", "Soon."))
                .on("GET /api/v1/jobs/j1", 503, FakeControlPlane.problem(503, "starting", "Soon."))
                .on("GET /api/v1/jobs/j1", 503, FakeControlPlane.problem(503, "starting", "Soon."));
        ends(node("ok", "", ""));

        assertThat(shell.run("run", "n0", "--", "x").exit()).isZero();
    }

    @Test
    void findsNoTarget() {
        server.on("GET /api/v1/nodes?limit=1000&filter=web*", 200, "{\"items\":[]}");

        assertThat(shell.run("run", "web*", "--", "x").exit()).isEqualTo(3);
        assertThat(server.posts()).isEmpty();
    }

    @Test
    void asksForTheNumberWhereThereAreManyNodes() throws IOException {
        ends(node("ok", "", ""));
        server.on("GET /api/v1/nodes?limit=1000&filter=*", 200, list(26));

        assertThat(shell.piping("26\n").run("run", "*", "--", "x").exit()).isEqualTo(64);
        assertThat(shell.typing("25\n").run("run", "*", "--", "x").exit()).isEqualTo(64);
        assertThat(server.posts()).isEmpty();
        Shell.Result yes = shell.typing("26\n").run("run", "*", "--", "x");
        assertThat(yes.exit()).isZero();
        assertThat(yes.talk()).startsWith("Run it on 26 nodes (n0, n1, n10, n11, n12, ...)? Type the number:");
        assertThat(shell.piping("").run("run", "*", "--yes", "--", "x").exit()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"6, 50, 64", "5, 50, 0", "6, 49, 0", "10, 100, 0", "11, 100, 64"})
    void asksWhereTheyAreALargePartOfAll(int targets, int fleet, int exit) {
        ends(node("ok", "", ""));
        int asked = Math.max(50, targets * 10);
        server.on("GET /api/v1/nodes?limit=1000&filter=x", 200, list(targets))
                .on("GET /api/v1/nodes?limit=" + asked, 200, list(Math.min(fleet, asked)));

        assertThat(shell.run("run", "x", "--", "x").exit()).isEqualTo(exit);
    }

    @Test
    void sendsAllThatACommandMayHave() throws IOException {
        ends(node("ok", "", ""));
        Shell.Result run = shell.piping("line\n")
                .run(
                        "run",
                        "n0",
                        "--shell",
                        "--user",
                        "web",
                        "--env",
                        "A=b=c",
                        "--env",
                        "CENTOSSRV_CONFIG",
                        "--secret",
                        "CENTOSSRV_CONFIG",
                        "--chdir",
                        "/srv",
                        "--stdin",
                        "-",
                        "--batch",
                        "10%",
                        "--max-failures",
                        "2",
                        "--ttl",
                        "1h",
                        "--",
                        "cat",
                        "|",
                        "wc");
        assertThat(run.exit()).as(run.talk()).isZero();
        assertThat(server.posts().get(0).json().text("shell")).contains("cat | wc");
        assertThat(server.posts().get(0).body())
                .contains("\"user\":\"web\"", "\"A\":\"b=c\"", "\"CENTOSSRV_CONFIG\":\"/", "\"chdir\":\"/srv\"")
                .contains("\"stdin\":\"line\\n\"", "\"batch\":\"10%\"", "\"maxFailures\":\"2\"", "\"ttl\":\"PT1H\"");
        assertThat(server.posts().get(0).body()).contains("\"secrets\":{\"CENTOSSRV_CONFIG\":\"/");
        assertThat(shell.run("run", "n0", "--secret", "NOT_SET_HERE", "--", "x").exit())
                .isEqualTo(64);
        assertThat(shell.run("run", "n0", "--secret", "A=on-the-command-line", "--", "x")
                        .talk())
                .contains("variable-unset")
                .doesNotContain("on-the-command-line");
        assertThat(shell.run("run", "n0", "--env", "NOT_SET_HERE", "--", "x").exit())
                .isEqualTo(64);
        assertThat(shell.run("run", "n0", "--stdin", "/no/such/file", "--", "x").talk())
                .contains("input-missing");
    }

    @Test
    void showsWhatIsPrintedAsItIsPrinted() {
        ends(node("changed", "", "{\"index\":0,\"status\":\"changed\",\"returnCode\":0,\"stdout\":\"ab\\n\"}"));
        String part =
                "{\"sequence\":%d,\"name\":\"n0\",\"task\":0,\"stream\":\"stdout\",\"dropped\":%d,\"text\":\"%s\"}";
        server.on(
                        "GET /api/v1/jobs/j1/output?after=0",
                        200,
                        "{\"items\":[" + String.format(part, 7, 0, "a") + ","
                                + String.format(part, 8, 0, "b\\u001b\\nc") + "],\"last\":8}")
                .on(
                        "GET /api/v1/jobs/j1/output?after=8",
                        200,
                        "{\"items\":[" + String.format(part, 9, 12, "d") + "],\"last\":9}")
                .on("GET /api/v1/jobs/j1/output?after=9", 200, "{\"items\":[],\"last\":9}");
        Shell.Result run = shell.run("run", "n0", "--live", "--", "x");
        assertThat(run.talk()).isEqualTo("n0> ab\\x1b\nn0> c\nn0> [12 bytes are not shown]\nn0> d\n");
        assertThat(run.data()).isEqualTo("n0 | changed | rc=0\nab\n");
    }

    @Test
    void confirmsWhatTheControlPlaneWantsConfirmed() throws IOException {
        server.on(
                "POST /api/v1/jobs",
                409,
                "{\"status\":409,\"code\":\"confirmation-needed\",\"detail\":\"26 nodes.\","
                        + "\"errors\":[{\"pointer\":\"/confirm\",\"message\":\"26\"}]}");
        server.on("POST /api/v1/jobs", 202, JOB);
        ends(node("ok", "", ""));

        assertThat(shell.run("run", "n0", "--", "x").exit()).isZero();
        assertThat(shell.run("run", "*", "--yes", "--", "x").exit()).isZero();
        assertThat(server.posts()).hasSize(3);
        assertThat(server.posts().get(1).body()).doesNotContain("confirm");
        assertThat(server.posts().get(2).body()).endsWith("\"confirm\":26}");
    }

    @Test
    void previews() {
        server.on(
                "POST /api/v1/jobs/previews",
                200,
                "{\"target\":\"n*\",\"nodes\":[{\"node\":\"i\",\"name\":\"n0\",\"state\":\"online\",\"batch\":1}],"
                        + "\"count\":1,\"unknown\":2,\"batches\":1,\"maxFailures\":0}");
        Shell.Result preview = shell.run("run", "n*", "--preview", "--", "x");
        assertThat(preview.exit()).isZero();
        assertThat(preview.data()).isEqualTo("NODE  STATE   BATCH\nn0    online  1\n");
        assertThat(preview.talk()).contains("1 nodes", "Of 2 more");
        assertThat(server.posts()).hasSize(1);
    }

    @Test
    void listsCancelsAndResumes() {
        server.on("GET /api/v1/jobs", 200, "{\"items\":[" + JOB + "]}").on("POST /api/v1/jobs/j1/cancel", 200, JOB);
        server.on("POST /api/v1/jobs/j1/resume", 202, JOB);
        ends(node("ok", "", ""));
        assertThat(shell.run("job", "list", "--state", "failed", "--by", "bob", "--since", "2h", "-o", "name")
                        .data())
                .isEqualTo("j1\n");
        assertThat(server.requests().get(0).path())
                .isEqualTo("/api/v1/jobs?limit=20&state=failed&actor=bob&since=2026-11-20T11%3A05%3A11Z");
        assertThat(shell.run("job", "cancel", "j1", "--reason", "wrong").exit()).isZero();
        assertThat(server.posts().get(0).body()).isEqualTo("{\"reason\":\"wrong\"}");
        assertThat(shell.run("job", "resume", "j1").exit()).isZero();
    }

    private static String list(int number) {
        return "{\"items\":["
                + IntStream.range(0, number)
                        .mapToObj(i -> "{\"name\":\"n" + i + "\",\"state\":\"online\"}")
                        .collect(Collectors.joining(","))
                + "]}";
    }
}
