// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centossrv.protocol.Envelope;
import io.centossrv.transport.OutboxFull;
import io.centossrv.transport.internal.codec.EnvelopeCodec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {
    private static final String TYPE = "test.news/1";
    private static final long LIMIT = 1024 * 1024;
    private final EnvelopeCodec codec = new EnvelopeCodec(1 << 20);

    @TempDir
    Path folder;

    @Test
    void keepsReportsInOrderOverAnewStart() {
        try (Outbox outbox = open()) {
            for (int i = 0; i < 12; i++) {
                outbox.add(TYPE, new byte[] {(byte) i}, Optional.empty());
            }
        }
        try (Outbox outbox = open()) {
            assertThat(outbox.entries())
                    .extracting(Outbox.Entry::number)
                    .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
            assertThat(codec.decode(outbox.frame(3).orElseThrow())).hasValueSatisfying(report -> assertThat(report)
                    .usingRecursiveComparison()
                    .isEqualTo(new Envelope.Report(3, TYPE, new byte[] {2}, Optional.empty())));
        }
    }

    @Test
    void neverGivesANumberTwice() {
        try (Outbox outbox = open()) {
            outbox.add(TYPE, new byte[1], Optional.empty());
            outbox.add(TYPE, new byte[1], Optional.empty());
            outbox.add(TYPE, new byte[1], Optional.empty());
            assertThat(outbox.forget(1, Set.of(3L))).isEqualTo(2);
        }
        try (Outbox outbox = open()) {
            assertThat(outbox.next()).isEqualTo(4);
            assertThat(outbox.forget(3, Set.of())).isEqualTo(1);
            assertThat(outbox.size()).isZero();
        }
        try (Outbox outbox = open()) {
            assertThat(outbox.next()).isEqualTo(4);
        }
    }

    @Test
    void refusesWhatDoesNotFit() {
        try (Outbox outbox = open()) {
            byte[] half = new byte[(int) LIMIT / 4];
            outbox.add(TYPE, half, Optional.empty());
            assertThatThrownBy(() -> outbox.add(TYPE, half, Optional.empty()))
                    .as("one type takes half at most")
                    .isInstanceOf(OutboxFull.class);
            outbox.add("test.other/1", half, Optional.empty());
            assertThat(outbox.size()).isEqualTo(2);
            outbox.forget(1, Set.of());
            outbox.add(TYPE, half, Optional.empty());
            assertThat(outbox.entries()).extracting(Outbox.Entry::number).containsExactly(2L, 3L);
        }
    }

    @Test
    void countsSmallReportsAsTheBlocksThatTheyTake() {
        try (Outbox outbox = open()) {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 1000; i++) {
                            outbox.add(TYPE, new byte[1], Optional.empty());
                        }
                    })
                    .isInstanceOf(OutboxFull.class);
            assertThat(outbox.size()).isEqualTo((int) LIMIT / 2 / 4096);
        }
    }

    @Test
    void passesOverWhatIsDamagedAndRemovesWhatIsUnfinished() throws IOException {
        try (Outbox outbox = open()) {
            outbox.add(TYPE, new byte[1], Optional.empty());
            outbox.add(TYPE, new byte[1], Optional.empty());
        }
        Path first = folder.resolve("0000000000000000001.report");
        Files.write(first, new byte[] {1, 2, 3});
        Path unfinished = folder.resolve("0000000000000000003.report.new");
        Files.write(unfinished, new byte[] {1});
        try (Outbox outbox = open()) {
            assertThat(outbox.entries()).extracting(Outbox.Entry::number).containsExactly(2L);
            assertThat(outbox.next()).isEqualTo(3);
        }
        assertThat(first).doesNotExist();
        assertThat(unfinished).doesNotExist();
    }

    @Test
    void isOneProcessesAloneAndNobodyElsesToRead() throws IOException {
        Path box = folder.resolve("box");
        try (Outbox outbox = new Outbox(new OutboxFolder(box), codec, LIMIT)) {
            assertThat(outbox.size()).isZero();
            assertThatThrownBy(() -> new OutboxFolder(box)).isInstanceOf(UncheckedIOException.class);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(box)))
                    .isEqualTo("rwx------");
        }
        new OutboxFolder(box).close();
    }

    @Test
    void survivesKill9() throws Exception {
        Process writer = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        folder.toString()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        long last = 0;
        try (BufferedReader said = writer.inputReader(StandardCharsets.UTF_8)) {
            while (last < 40) {
                String line = said.readLine();
                assertThat(line).as("what the writer says").isNotNull();
                last = Long.parseLong(line);
            }
            // of the handle: the process's own method closes the stream as well
            assertThat(writer.toHandle().destroyForcibly()).isTrue();
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                last = Long.parseLong(line);
            }
        }
        assertThat(writer.waitFor(10, TimeUnit.SECONDS)).isTrue();
        try (Outbox outbox = open()) {
            List<Long> numbers =
                    outbox.entries().stream().map(Outbox.Entry::number).toList();
            assertThat(numbers)
                    .isSorted()
                    .hasSizeGreaterThanOrEqualTo((int) last)
                    .contains(1L, last);
            for (long number : numbers) {
                assertThat(codec.decode(outbox.frame(number).orElseThrow())).isPresent();
            }
        }
    }

    private Outbox open() {
        return new Outbox(new OutboxFolder(folder), codec, LIMIT);
    }

    /** Keeps reports, and says the number of each that is kept. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) {
            Outbox outbox = new Outbox(new OutboxFolder(Path.of(arguments[0])), new EnvelopeCodec(1 << 20), 1 << 30);
            while (outbox.next() < 10_000) {
                long number = outbox.next();
                outbox.add(TYPE, new byte[6000], Optional.empty());
                System.out.println(number);
            }
        }
    }
}
