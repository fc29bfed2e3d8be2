// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor;

import static io.centossrv.executor.ExecutorHarness.command;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Output while it is printed, and what is kept of it. */
class LiveOutputTest {
    private static final int KEPT = 64 * 1024;

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

    private static Map<?, ?> output(Map<String, Object> line) {
        return (Map<?, ?>) line.get("output");
    }

    @Test
    void isShownWhileTheJobRuns() throws Exception {
        harness.deliver(harness.plan(
                job, List.of(command("sh", "-c", "printf 'one\\351\\n'; echo err >&2"), command("echo", "two"))));
        harness.startReady();
        List<Map<String, Object>> lines = harness.ask("run", job);

        assertThat(lines.get(lines.size() - 1)).containsEntry("ended", true);
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        for (Map<String, Object> line : lines) {
            if (line.containsKey("output")) {
                seen.write(Base64.getDecoder().decode((String) output(line).get("bytes")));
            }
        }
        // The first task may be over before anybody looks; the last one's output is always told.
        assertThat(seen.toString(StandardCharsets.ISO_8859_1)).endsWith("two\n");
        Map<?, ?> kept = (Map<?, ?>) harness.events(job).get(0).get("stdoutKept");
        assertThat(Base64.getDecoder().decode((String) kept.get("head")))
                .isEqualTo("one\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(harness.events(job).get(0))
                .containsEntry("stdout", "one\\xe9")
                .doesNotContainKey("stderrKept");
    }

    /** More than anybody can be shown: what is told is bounded, in order, and says what it leaves out. */
    @Test
    void aFloodIsBoundedAndCounted() throws Exception {
        int megabytes = Integer.getInteger("centossrv.output.megabytes", 64);
        long total = megabytes * 1024L * 1024L;
        harness.deliver(harness.plan(
                job,
                List.of(command(
                        "sh", "-c", "echo first; head -c " + total + " /dev/zero | tr '\\0' x; echo; echo last"))));
        Process executor = harness.startReady();
        long begun = System.nanoTime();
        List<Map<String, Object>> lines = harness.ask("run", job);
        long seconds = 1 + (System.nanoTime() - begun) / 1_000_000_000L;

        long next = 0;
        long told = 0;
        for (Map<String, Object> line : lines) {
            if (line.containsKey("output")) {
                Map<?, ?> chunk = output(line);
                int length = Base64.getDecoder().decode((String) chunk.get("bytes")).length;
                assertThat(length).isLessThanOrEqualTo(32 * 1024);
                assertThat((Long) chunk.get("offset")).isEqualTo(next + (Long) chunk.get("dropped"));
                next = (Long) chunk.get("offset") + length;
                told += length;
            }
        }
        assertThat(next).as("told or counted").isEqualTo(total + 12);
        assertThat(told).isLessThanOrEqualTo((4 * seconds + 4) * 32 * 1024);

        Map<String, Object> event = harness.events(job).get(0);
        Map<?, ?> kept = (Map<?, ?>) event.get("stdoutKept");
        assertThat(Base64.getDecoder().decode((String) kept.get("head")))
                .hasSize(KEPT)
                .startsWith("first\n".getBytes(StandardCharsets.UTF_8));
        assertThat(Base64.getDecoder().decode((String) kept.get("tail")))
                .hasSize(KEPT)
                .endsWith("last\n".getBytes(StandardCharsets.UTF_8));
        assertThat(kept.get("dropped")).isEqualTo(total + 12 - 2 * KEPT);
        long written = Files.size(harness.journal(job).resolve("events.jsonl"));
        assertThat(written).isLessThan(512 * 1024);
        long peak = Files.readAllLines(Path.of("/proc", Long.toString(executor.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
        assertThat(peak).as("peak memory in KB, with a heap of 96 MB").isLessThan(250_000);
        System.out.printf(
                "output: %d MB in %d s, peak memory of the executor %d MB, journal %d KB, shown live %d KB%n",
                megabytes, seconds, peak / 1024, written / 1024, told / 1024);
    }

    /** Many short lines: each is a write of its own. */
    @Test
    void manyLinesASecond() throws Exception {
        int lines = 100_000;
        harness.deliver(harness.plan(
                job,
                List.of(command(
                        "sh", "-c", "i=0; while [ $i -lt " + lines + " ]; do echo line $i; i=$((i+1)); done"))));
        harness.startReady();
        long begun = System.nanoTime();
        harness.ask("run", job);
        double seconds = (System.nanoTime() - begun) / 1e9;
        Map<?, ?> kept = (Map<?, ?>) harness.events(job).get(0).get("stdoutKept");
        assertThat(Base64.getDecoder().decode((String) kept.get("tail")))
                .endsWith(("line " + (lines - 1) + "\n").getBytes(StandardCharsets.UTF_8));
        System.out.printf("output: %d lines of one write each in %.1f s%n", lines, seconds);
    }

    @Test
    void howMuchIsKeptIsSetInOnePlace() throws Exception {
        harness.deliver(harness.plan(job, List.of(command("sh", "-c", "echo 0123456789abcdef"))));
        harness.startReady("--keep-output", "4");
        harness.ask("run", job);
        assertThat(harness.events(job).get(0)).containsEntry("stdout", "0123\n[... 9 bytes left out ...]\ndef");
    }
}
