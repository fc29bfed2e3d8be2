// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor;

import static io.centossrv.executor.ExecutorHarness.await;
import static io.centossrv.executor.ExecutorHarness.command;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutorProcessTest {
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

    @Test
    void runsAPlanOnceAndTellsOfIt() throws Exception {
        harness.deliver(harness.plan(job, List.of(command("echo", "hello"), command("sh", "-c", "exit 3"))));
        harness.startReady();

        List<Map<String, Object>> lines = harness.ask("run", job);

        assertThat(lines.get(0)).containsEntry("state", "taken");
        assertThat(lines.get(lines.size() - 1)).containsEntry("ended", true);
        assertThat(harness.result(job))
                .containsEntry("outcome", "failed")
                .containsEntry("results", 2L)
                .containsEntry("reason", "failed in task 'run' at ");
        assertThat(harness.events(job).get(0))
                .containsEntry("status", "changed")
                .containsEntry("stdout", "hello")
                .containsEntry("rc", 0L)
                .containsEntry("index", 0L)
                .containsEntry("module", "ansible.builtin.command");
        assertThat(harness.events(job).get(1)).containsEntry("status", "failed").containsEntry("rc", 3L);
        assertThat(harness.ask("run", job)).containsExactly(Map.of("state", "ended"));
        assertThat(harness.ask("status", job)).containsExactly(Map.of("state", "ended"));
        assertThat(harness.ask("status", UUID.randomUUID())).containsExactly(Map.of("state", "unknown"));
    }

    @Test
    void filesComeWithThePlan() throws Exception {
        byte[] content = "from the project\n".getBytes(StandardCharsets.UTF_8);
        Path target = folder.resolve("copied");
        Map<String, Object> copy = Map.of(
                "name", "copy",
                "module", "ansible.builtin.copy",
                "args", Map.of("src", "files/a", "dest", target.toString(), "mode", "0640"));
        Map<String, Object> plan = harness.plan(job, List.of(copy));
        Map<String, Object> play = new HashMap<>(asMap(plan.get("play")));
        play.put("files", Map.of("files/a", ExecutorHarness.sha256(content)));
        plan.put("play", play);
        harness.deliver(plan, content);
        harness.startReady();

        harness.ask("run", job);

        assertThat(harness.result(job)).containsEntry("outcome", "changed");
        assertThat(target).hasBinaryContent(content);
        assertThat((Integer) Files.getAttribute(target, "unix:mode") & 07777).isEqualTo(0640);
        assertThat(harness.events(job).get(0).get("diffs").toString()).contains("from the project");
    }

    @SuppressWarnings("unchecked") // a JSON object
    private static Map<String, Object> asMap(Object value) {
        return (Map<String, Object>) value;
    }

    @Test
    void killedInTheMiddleIsInterruptedAndNeverRunAgain() throws Exception {
        Path marks = folder.resolve("marks");
        harness.deliver(harness.plan(
                job, List.of(command("true"), command("sh", "-c", "echo x >> " + marks + "; exec sleep 30"))));
        Process first = harness.startReady();
        Thread asking = new Thread(() -> {
            try {
                harness.ask("run", job);
            } catch (java.io.IOException theExecutorDied) {
                Thread.currentThread().interrupt();
            }
        });
        asking.start();
        await(() -> Files.exists(marks));
        List<ProcessHandle> left = first.descendants().toList();
        first.destroyForcibly();
        assertThat(first.waitFor(10, TimeUnit.SECONDS)).isTrue();
        asking.join(10_000);
        left.forEach(ProcessHandle::destroyForcibly);

        harness.startReady();

        assertThat(harness.ask("run", job)).containsExactly(Map.of("state", "ended"));
        assertThat(harness.result(job)).containsEntry("outcome", "interrupted").containsEntry("results", 1L);
        assertThat(Files.readAllLines(marks)).containsExactly("x");
    }

    @Test
    void endsWhenIdleAndAFileLeftBehindIsNoObstacle() throws Exception {
        Process first = harness.startReady("--idle", "PT0.3S");
        assertThat(first.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(first.exitValue()).isZero();
        assertThat(harness.socket()).doesNotExist();

        Process killed = harness.startReady();
        killed.destroyForcibly();
        assertThat(killed.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(harness.socket()).exists();
        harness.startReady();
        Process second = harness.start();
        assertThat(second.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isZero();
        assertThat(harness.log()).contains("Another executor serves the socket");
    }

    @Test
    void timeIsUp() throws Exception {
        Path mark = folder.resolve("late");
        Map<String, Object> plan = harness.plan(
                job, List.of(command("sh", "-c", "sleep 60 & wait; touch " + mark), command("touch", mark.toString())));
        plan.put("timeoutSeconds", 1L);
        harness.deliver(plan);
        harness.startReady();

        harness.ask("run", job);

        assertThat(harness.result(job)).containsEntry("outcome", "timed-out").containsEntry("results", 1L);
        assertThat(mark).doesNotExist();
    }

    @Test
    void severalJobsRunAtOnce() throws Exception {
        UUID other = UUID.randomUUID();
        Path gate = folder.resolve("gate");
        harness.deliver(
                harness.plan(job, List.of(command("sh", "-c", "until test -e " + gate + "; do sleep 0.05; done"))));
        harness.deliver(harness.plan(other, List.of(command("touch", gate.toString()))));
        harness.startReady();
        Thread waiting = new Thread(() -> {
            try {
                harness.ask("run", job);
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        waiting.start();
        await(() -> Files.exists(harness.journal(job).resolve("claim")));

        harness.ask("run", other);
        waiting.join(20_000);

        assertThat(harness.result(job)).containsEntry("outcome", "changed");
        assertThat(harness.result(other)).containsEntry("outcome", "changed");
    }

    @Test
    void theLogTellsNothingOfThePlan() throws Exception {
        harness.deliver(harness.plan(job, List.of(command("echo", "s3cret-word"))));
        harness.startReady();
        harness.ask("run", job);
        assertThat(harness.result(job)).containsEntry("outcome", "changed");
        assertThat(harness.log()).contains(job.toString()).doesNotContain("s3cret-word");
    }
}
