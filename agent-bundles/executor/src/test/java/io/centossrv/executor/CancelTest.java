// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor;

import static io.centossrv.executor.ExecutorHarness.await;
import static io.centossrv.executor.ExecutorHarness.command;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CancelTest {
    @TempDir
    Path folder;

    private ExecutorHarness harness;
    private Path mark;
    private final UUID job = UUID.randomUUID();

    @BeforeEach
    void open() throws Exception {
        harness = new ExecutorHarness(folder);
        mark = folder.resolve("mark");
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void aRunningJobIsStoppedWithAllThatItStarted() throws Exception {
        Path pid = folder.resolve("pid");
        harness.deliver(harness.plan(
                job,
                List.of(
                        command(
                                "sh",
                                "-c",
                                "echo begun; sleep 60 & echo $! > " + pid + ".new; mv " + pid + ".new " + pid
                                        + "; wait"),
                        command("touch", mark.toString()))));
        harness.startReady();
        CompletableFuture<List<Map<String, Object>>> asking = harness.asking("run", job);
        await(() -> Files.exists(pid));

        assertThat(harness.ask("cancel", job)).containsExactly(Map.of("state", "stopping"));
        asking.get(20, TimeUnit.SECONDS);

        assertThat(harness.result(job)).containsEntry("outcome", "cancelled").containsEntry("results", 1L);
        assertThat(harness.result(job).get("reason").toString()).startsWith("cancelled in task 'run'");
        assertThat(harness.events(job).get(0))
                .containsEntry("status", "failed")
                .containsEntry("rc", -15L)
                .containsEntry("stdout", "begun")
                .containsEntry("message", "cancelled: the command was ended with all that it had started");
        long child = Long.parseLong(Files.readString(pid).strip());
        await(() -> ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
        assertThat(mark).doesNotExist();
        assertThat(harness.ask("cancel", job)).containsExactly(Map.of("state", "ended"));
    }

    @Test
    void whatIsCancelledBeforeItStartsNeverStarts() throws Exception {
        harness.startReady();
        assertThat(harness.ask("cancel", job)).containsExactly(Map.of("state", "cancelled"));
        harness.deliver(harness.plan(job, List.of(command("touch", mark.toString()))));

        assertThat(harness.ask("run", job)).containsExactly(Map.of("state", "ended"));
        assertThat(harness.ask("cancel", job)).containsExactly(Map.of("state", "ended"));
        assertThat(harness.result(job)).containsEntry("outcome", "cancelled").containsEntry("results", 0L);
        assertThat(mark).doesNotExist();
    }

    /** The executor may die between the claim of a cancellation and its result. */
    @Test
    void aCancellationThatWasCutShortIsNoInterruption() throws Exception {
        Files.createDirectories(harness.journal(job));
        Files.writeString(
                harness.journal(job).resolve("claim"),
                "{\"pid\":1,\"startTicks\":1,\"bootId\":\"\",\"at\":\"2026-03-01T10:00:00Z\",\"cancelled\":true}");
        harness.startReady();
        assertThat(harness.ask("status", job)).containsExactly(Map.of("state", "ended"));
        assertThat(harness.result(job)).containsEntry("outcome", "cancelled");
    }

    /** Whoever makes the claim wins: each job either ran, or was cancelled and never does. */
    @Test
    void startAndCancelAtOnce() throws Exception {
        harness.startReady();
        for (int round = 0; round < 20; round++) {
            UUID each = UUID.randomUUID();
            Path ran = folder.resolve("ran-" + each);
            harness.deliver(harness.plan(each, List.of(command("touch", ran.toString()))));
            CompletableFuture<List<Map<String, Object>>> run = harness.asking("run", each);
            CompletableFuture<List<Map<String, Object>>> cancel = harness.asking("cancel", each);
            String answer = cancel.get(20, TimeUnit.SECONDS).get(0).get("state").toString();
            run.get(20, TimeUnit.SECONDS);
            await(() -> Files.exists(harness.journal(each).resolve("result.json")));
            String outcome = harness.result(each).get("outcome").toString();
            switch (answer) {
                case "cancelled" -> {
                    assertThat(outcome).isEqualTo("cancelled");
                    assertThat(ran).doesNotExist();
                }
                case "ended" -> assertThat(outcome).isEqualTo("changed");
                default -> {
                    assertThat(answer).isEqualTo("stopping");
                    assertThat(outcome).isIn("changed", "cancelled");
                }
            }
            if (outcome.equals("changed")) {
                assertThat(ran).exists();
            }
        }
    }
}
