// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor;

import static io.centossrv.executor.ExecutorHarness.await;
import static io.centossrv.executor.ExecutorHarness.command;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An administrator pauses the node with {@code csrv-agent}, in a process of its own. */
class PausedTest {
    @TempDir
    Path folder;

    private ExecutorHarness harness;
    private final UUID job = UUID.randomUUID();

    @BeforeEach
    void open() throws Exception {
        harness = new ExecutorHarness(folder);
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    private record Ended(int code, String out) {}

    private Ended csrvAgent(String... words) throws Exception {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.centossrv.executor.cli.Main",
                "--inbox=" + folder.resolve("inbox"),
                "--journal=" + folder.resolve("journal"),
                "--trust=" + folder.resolve("trust"),
                "--refused=" + folder.resolve("paused-jobs")));
        line.addAll(List.of(words));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), out);
    }

    @Test
    void nothingStartsWhatRunsRunsOnAndItEnds() throws Exception {
        Path go = folder.resolve("go");
        UUID later = UUID.randomUUID();
        UUID asked = UUID.randomUUID();
        harness.deliver(
                harness.plan(job, List.of(command("sh", "-c", "until test -e " + go + "; do sleep 0.05; done"))));
        harness.deliver(harness.plan(later, List.of(command("true"))));
        harness.startReady();
        CompletableFuture<List<Map<String, Object>>> running = harness.asking("run", job);
        await(() -> Files.exists(harness.journal(job).resolve("claim")));

        Ended paused = csrvAgent("pause", "2h", "--reason", "disk\u001b swap");
        assertThat(paused.code()).as(paused.out()).isZero();
        assertThat(harness.ask("run", later).get(0)).containsEntry("code", "paused");
        assertThat(harness.ask("run", later).get(0).get("message").toString()).contains("disk");
        Files.writeString(folder.resolve("paused-jobs"), asked + "\n");

        String status = csrvAgent("status").out();
        assertThat(status)
                .contains("Node     " + harness.node)
                .containsPattern("for another (2 h 0|1 h 59) min: disk\\\\x1b swap")
                .contains("Running  1 job\n         " + job)
                .contains("Waiting  2 jobs")
                .contains(later.toString())
                .contains(asked.toString());
        assertThat(csrvAgent("status", "-o", "json").out())
                .contains("\"paused\":true")
                .contains("\"running\":[\"" + job);

        Files.createFile(go);
        running.get(20, TimeUnit.SECONDS);
        assertThat(harness.result(job)).containsEntry("outcome", "changed");

        assertThat(csrvAgent("resume").out()).contains("Paused   no").contains("Waiting  1 job\n         " + later);
        harness.ask("run", later);
        assertThat(harness.result(later)).containsEntry("outcome", "changed");
        assertThat(csrvAgent("resume").code()).isZero();
    }

    @Test
    void whatCannotBeMeantIsSaid() throws Exception {
        assertThat(csrvAgent("pause").code()).isEqualTo(64);
        assertThat(csrvAgent("pause", "soon").out()).contains("'soon' is no length of time");
        assertThat(csrvAgent("pause", "31d").out()).contains("at most 30 days");
        assertThat(csrvAgent("pause", "0s").code()).isEqualTo(64);
        assertThat(csrvAgent("status", "--colour").out()).contains("there is no option --colour");
        assertThat(csrvAgent("--help").code()).isZero();
        assertThat(folder.resolve("pause.json")).doesNotExist();
    }
}
