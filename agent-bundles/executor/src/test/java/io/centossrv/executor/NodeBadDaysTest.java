// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor;

import static io.centossrv.executor.ExecutorHarness.await;
import static io.centossrv.executor.ExecutorHarness.command;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the machine under the executor does to it. */
class NodeBadDaysTest {
    @TempDir
    Path folder;

    private ExecutorHarness harness;
    private Path journal;
    private Path mark;
    private boolean mounted;
    private final UUID job = UUID.randomUUID();

    @BeforeEach
    void open() throws Exception {
        harness = new ExecutorHarness(folder);
        journal = folder.resolve("journal");
        mark = folder.resolve("mark");
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
        if (mounted) {
            assertThat(ends("umount", "-l", journal.toString())).isZero();
        }
    }

    private static int ends(String... words) throws Exception {
        Process process = new ProcessBuilder(words)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** A file system of one megabyte under the journal. */
    private void mountSmall() throws Exception {
        mounted = ends("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", journal.toString()) == 0;
        assumeTrue(mounted, "only root can mount a small file system");
    }

    private static void fill(Path file, long leaving) throws IOException {
        byte[] block = new byte[4096];
        while (Files.getFileStore(file.getParent()).getUsableSpace() > leaving) {
            Files.write(file, block, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    @Test
    void aFullDiskUnderTheJournalBeginsNothing() throws Exception {
        mountSmall();
        harness.deliver(harness.plan(job, List.of(command("touch", mark.toString()))));
        harness.startReady();
        Path filler = journal.resolve("filler");
        for (long leaving : new long[] {0, 20 * 1024, 70 * 1024}) {
            Files.deleteIfExists(filler);
            fill(filler, leaving);
            Map<String, Object> answer = harness.ask("run", job).get(0);
            assertThat(answer).containsEntry("state", "rejected").containsEntry("code", "disk-full");
            assertThat(harness.journal(job).resolve("claim")).doesNotExist();
            assertThat(harness.journal(job).resolve("result.json")).doesNotExist();
            assertThat(harness.ask("cancel", UUID.randomUUID()).get(0).get("state"))
                    .isIn("rejected", "cancelled");
            assertThat(mark).doesNotExist();
        }
        Files.delete(filler);
        harness.ask("run", job);
        await(() -> Files.exists(harness.journal(job).resolve("result.json")));
        assertThat(harness.result(job)).containsEntry("outcome", "changed");
        assertThat(mark).exists();
    }

    @Test
    void aDiskThatFillsUpInTheMiddleStopsTheJobAndTheNextOneRuns() throws Exception {
        mountSmall();
        Path filler = journal.resolve("filler");
        harness.deliver(harness.plan(
                job,
                List.of(
                        command("echo", "small"),
                        command("sh", "-c", "dd if=/dev/zero of=" + filler + " bs=4096; seq 1 100000; true"),
                        command("touch", mark.toString()))));
        harness.startReady();
        harness.ask("run", job);
        await(() -> Files.exists(harness.journal(job).resolve("result.json")));

        assertThat(harness.result(job)).containsEntry("outcome", "failed").containsEntry("results", 1L);
        assertThat(harness.result(job).get("reason").toString()).contains("the journal can't be written");
        assertThat(mark).doesNotExist();
        String events = Files.readString(harness.journal(job).resolve("events.jsonl"));
        assertThat(events.substring(0, events.indexOf('\n'))).contains("\"stdout\":\"small\"");

        Files.delete(filler);
        UUID next = UUID.randomUUID();
        harness.deliver(harness.plan(next, List.of(command("touch", mark.toString()))));
        harness.ask("run", next);
        assertThat(harness.result(next)).containsEntry("outcome", "changed");
    }

    private void killStopped(Process executor) throws Exception {
        executor.destroyForcibly();
        assertThat(executor.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    private static void endsWithItsExecutor(CompletableFuture<?> asking) {
        await(asking::isDone);
    }

    private static boolean isStopped(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) == 'T';
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The command itself stops the executor, which thus can't write what came of it. */
    @Test
    void killedBetweenTheCommandAndItsRecord() throws Exception {
        Process first = harness.startReady();
        harness.deliver(
                harness.plan(job, List.of(command("sh", "-c", "echo x >> " + mark + "; kill -STOP " + first.pid()))));
        CompletableFuture<List<Map<String, Object>>> asking = harness.asking("run", job);
        await(() -> isStopped(first.pid()));
        killStopped(first);
        endsWithItsExecutor(asking);

        harness.startReady();
        assertThat(harness.ask("run", job)).containsExactly(Map.of("state", "ended"));
        assertThat(harness.result(job)).containsEntry("outcome", "interrupted").containsEntry("results", 0L);
        assertThat(Files.readAllLines(mark)).containsExactly("x");
    }

    /** A pipe in place of the list of events holds the executor up after the claim: the kernel waits for a reader. */
    @Test
    void killedBetweenTheClaimAndTheCommand() throws Exception {
        Path pipe = harness.journal(job).resolve("events.jsonl");
        Files.createDirectories(pipe.getParent());
        assertThat(ends("mkfifo", pipe.toString())).isZero();
        harness.deliver(harness.plan(job, List.of(command("touch", mark.toString()))));
        Process first = harness.startReady();
        CompletableFuture<List<Map<String, Object>>> asking = harness.asking("run", job);
        await(() -> Files.exists(harness.journal(job).resolve("claim")));
        killStopped(first);
        endsWithItsExecutor(asking);
        Files.delete(pipe);

        harness.startReady();
        assertThat(harness.ask("run", job)).containsExactly(Map.of("state", "ended"));
        assertThat(harness.result(job)).containsEntry("outcome", "interrupted").containsEntry("results", 0L);
        assertThat(mark).doesNotExist();
    }

    @Test
    void aModuleWhoseJarIsAnotherOneIsNotRun() throws Exception {
        String[] entries = System.getProperty("java.class.path").split(":");
        Path modules = Path.of(Arrays.stream(entries)
                .filter(entry -> entry.contains("io.centossrv.modules") || entry.contains("bundles/modules/"))
                .findFirst()
                .orElseThrow());
        Path jar = folder.resolve("modules.jar");
        if (Files.isDirectory(modules)) {
            assertThat(ToolProvider.findFirst("jar")
                            .orElseThrow()
                            .run(
                                    System.out,
                                    System.err,
                                    "--create",
                                    "--file",
                                    jar.toString(),
                                    "-C",
                                    modules.toString(),
                                    "."))
                    .isZero();
        } else {
            Files.copy(modules, jar);
        }
        harness.classPath = Arrays.stream(entries)
                .map(entry -> entry.equals(modules.toString()) ? jar.toString() : entry)
                .collect(Collectors.joining(":"));
        harness.startReady();
        Map<String, String> jars = Map.of(ExecutorHarness.sha256(Files.readAllBytes(jar)), "modules");
        Map<String, Object> good = harness.plan(job, List.of(command("true")));
        good.put("jars", jars);
        harness.deliver(good);
        harness.ask("run", job);
        assertThat(harness.result(job)).containsEntry("outcome", "changed");

        Path changed = folder.resolve("changed.jar");
        Files.copy(jar, changed);
        Files.write(changed, new byte[] {0}, StandardOpenOption.APPEND);
        Files.move(changed, jar, StandardCopyOption.ATOMIC_MOVE);
        UUID next = UUID.randomUUID();
        Map<String, Object> plan = harness.plan(next, List.of(command("touch", mark.toString())));
        plan.put("jars", jars);
        harness.deliver(plan);
        assertThat(harness.ask("run", next).get(0))
                .containsEntry("state", "rejected")
                .containsEntry("code", "module-changed");
        assertThat(harness.result(next)).containsEntry("outcome", "rejected");
        assertThat(harness.result(next).get("reason").toString()).contains("modules.jar");
        assertThat(mark).doesNotExist();
    }
}
