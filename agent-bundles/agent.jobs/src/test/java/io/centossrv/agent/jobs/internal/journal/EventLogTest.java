// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.jobs.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.jobs.message.TaskResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogTest {
    @TempDir
    Path folder;

    private final EventLog log = new EventLog();
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("events.jsonl");
    }

    private static String line(int index, String stdout) {
        return "{\"index\":" + index + ",\"play\":\"P\",\"task\":\"T\",\"module\":\"m\",\"status\":\"changed\","
                + "\"message\":\"\",\"rc\":0,\"stdout\":\"" + stdout + "\",\"stderr\":\"\",\"diffs\":"
                + "[{\"beforeHeader\":\"a\",\"afterHeader\":\"b\",\"before\":\"x\",\"after\":\"y\"}],"
                + "\"startedAt\":\"2026-03-01T10:00:00Z\",\"endedAt\":\"2026-03-01T10:00:01Z\"}\n";
    }

    private void append(String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Test
    void aMissingFileHasNothing() throws IOException {
        assertThat(log.read(file, 0)).isEqualTo(new EventLog.Batch(List.of(), 0));
    }

    @Test
    void readsWholeLinesAndGoesOnThere() throws IOException {
        String second = line(1, "two");
        append(line(0, "one") + second.substring(0, 40));
        EventLog.Batch first = log.read(file, 0);
        assertThat(first.results()).extracting(TaskResult::stdout).containsExactly("one");
        assertThat(log.read(file, first.next()).results()).isEmpty();

        append(second.substring(40));
        EventLog.Batch rest = log.read(file, first.next());
        assertThat(rest.results()).extracting(TaskResult::index).containsExactly(1);
        assertThat(rest.next()).isEqualTo(Files.size(file));
        assertThat(rest.results().get(0).diffs()).containsExactly(new TaskResult.Diff("a", "b", "x", "y"));
        assertThat(rest.results().get(0).returnCode()).contains(0);
    }

    @Test
    void skipsADamagedLine() throws IOException {
        append(line(0, "one") + "{\"index\":1,\n" + "\u0000\u0000\n" + line(2, "three"));
        assertThat(log.read(file, 0).results()).extracting(TaskResult::index).containsExactly(0, 2);
    }

    @Test
    void readsALargeFileInBatches() throws IOException {
        for (int i = 0; i < 1000; i++) {
            append(line(i, "x".repeat(2000)));
        }
        List<Integer> indexes = new ArrayList<>();
        long offset = 0;
        int batches = 0;
        while (offset < Files.size(file)) {
            EventLog.Batch batch = log.read(file, offset);
            assertThat(batch.next()).isGreaterThan(offset);
            assertThat(batch.results()).hasSizeLessThanOrEqualTo(200);
            batch.results().forEach(r -> indexes.add(r.index()));
            offset = batch.next();
            batches++;
        }
        assertThat(batches).isGreaterThan(4);
        assertThat(indexes).hasSize(1000).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aLongLineIsReadAndAnEndlessOneSkipped() throws IOException {
        append(line(0, "y".repeat(1024 * 1024)));
        TaskResult large = log.read(file, 0).results().get(0);
        assertThat(large.stdout()).hasSize(64 * 1024 + 256);

        Files.delete(file);
        append("z".repeat(9 * 1024 * 1024) + "\n" + line(1, "after"));
        EventLog.Batch skipped = log.read(file, 0);
        assertThat(skipped.results()).isEmpty();
        EventLog.Batch rest = log.read(file, skipped.next());
        while (rest.results().isEmpty() && rest.next() > skipped.next()) {
            skipped = rest;
            rest = log.read(file, skipped.next());
        }
        assertThat(rest.results()).extracting(TaskResult::index).containsExactly(1);
    }
}
