// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.centossrv.protocol.MessageType;
import io.centossrv.transport.internal.codec.PayloadCodecs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Payloads as they were first sent. Files are added, never edited: a peer of an older release reads and writes them. A new
 * sample's file is written to target/golden by the failing test.
 */
class GoldenPayloadsTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678901Z");
    private static final String JOB = "0197a000-0000-7000-8000-000000000001";
    private static final Map<String, Sample<?>> SAMPLES = new TreeMap<>(Map.ofEntries(
            sample(
                    "deliver-1",
                    DeliverPlan.TYPE,
                    new DeliverPlan(JOB, new byte[] {1}, new byte[] {2}, Map.of("ab", new byte[] {3}))),
            sample("inquiry-1", PlanInquiry.TYPE, new PlanInquiry(JOB)),
            sample("taken-2", PlanTaken.TYPE, new PlanTaken(PlanTaken.State.RUNNING)),
            sample(
                    "taken-3",
                    PlanTaken.TYPE,
                    new PlanTaken(
                            PlanTaken.State.PAUSED,
                            Optional.of(new NodePause("disk swap", AT, AT.plus(Duration.ofHours(2)))))),
            sample("cancel-1", CancelPlan.TYPE, new CancelPlan(JOB)),
            sample("cancel-taken-1", CancelTaken.TYPE, new CancelTaken(CancelTaken.State.CANCELLED_BEFORE_START)),
            sample("pause-1", PauseNews.TYPE, new PauseNews(Optional.empty())),
            sample(
                    "pause-2",
                    PauseNews.TYPE,
                    new PauseNews(Optional.of(new NodePause("", AT, AT.plus(Duration.ofHours(2)))))),
            sample("pause-noted-1", PauseNoted.TYPE, new PauseNoted(AT)),
            sample(
                    "output-1",
                    LiveOutput.TYPE,
                    new LiveOutput(
                            JOB,
                            List.of(
                                    new OutputChunk(
                                            0, OutputChunk.Stream.STDOUT, 9_000_000_000L, new byte[] {27, -1}, 17),
                                    new OutputChunk(1, OutputChunk.Stream.STDERR, 0, new byte[] {}, 0)))),
            sample("output-wanted-1", OutputWanted.TYPE, new OutputWanted(Duration.ofSeconds(5))),
            sample("progress-2", JobProgress.TYPE, progress(true)),
            sample(
                    "progress-3",
                    JobProgress.TYPE,
                    new JobProgress(
                            JOB, 0, List.of(), Optional.of(JobProgress.Outcome.CANCELLED), "", AT, Optional.of(AT)))));

    private final PayloadCodecs codecs = new PayloadCodecs(1 << 20);

    private record Sample<T extends Record>(MessageType<T> type, T value) {}

    private static <T extends Record> Map.Entry<String, Sample<?>> sample(String name, MessageType<T> type, T value) {
        return Map.entry(name, new Sample<>(type, value));
    }

    private static JobProgress progress(boolean kept) {
        return new JobProgress(
                JOB,
                3,
                List.of(new TaskResult(
                        3,
                        "play",
                        "task",
                        "ansible.builtin.command",
                        TaskResult.Status.CHANGED,
                        "msg",
                        Optional.of(2),
                        "out",
                        "err",
                        List.of(new TaskResult.Diff("a", "b", "x", "y")),
                        AT,
                        AT.plusSeconds(1),
                        kept
                                ? Optional.of(new TaskResult.Kept(new byte[] {1, -1}, 12L, new byte[] {3}))
                                : Optional.empty(),
                        Optional.empty())),
                Optional.empty(),
                "",
                AT,
                Optional.empty());
    }

    static Stream<String> names() {
        return SAMPLES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void readsAndWritesTheSameBytes(String name) throws IOException {
        check(name, SAMPLES.get(name));
    }

    /** What the release before wrote, without the fields that were added since. */
    @Test
    void readsWhatOlderPeersWrite() throws IOException {
        assertThat(codecs.decode(PlanTaken.TYPE, golden("taken-1", Optional.empty())))
                .isEqualTo(new PlanTaken(PlanTaken.State.TAKEN));
        assertThat(codecs.decode(JobProgress.TYPE, golden("progress-1", Optional.empty())))
                .usingRecursiveComparison()
                .isEqualTo(progress(false));
    }

    private <T extends Record> void check(String name, Sample<T> sample) throws IOException {
        byte[] written = codecs.encode(sample.type(), sample.value());
        byte[] golden = golden(name, Optional.of(written));
        assertThat(codecs.decode(sample.type(), golden))
                .usingRecursiveComparison()
                .isEqualTo(sample.value());
        assertThat(written).isEqualTo(golden);
    }

    private static byte[] golden(String name, Optional<byte[]> fresh) throws IOException {
        try (InputStream file = GoldenPayloadsTest.class.getResourceAsStream("/golden/" + name + ".cbor")) {
            if (file != null) {
                return file.readAllBytes();
            }
        }
        if (fresh.isPresent()) {
            Path written = Path.of("target", "golden", name + ".cbor");
            Files.createDirectories(written.getParent());
            Files.write(written, fresh.get());
        }
        return fail("no golden file: " + name);
    }
}
