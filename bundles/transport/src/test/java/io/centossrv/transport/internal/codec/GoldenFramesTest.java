// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.centossrv.protocol.Envelope;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Frames as they were first sent. Files are added, never edited: an agent of an older release reads and writes them. A new
 * sample's file is written to target/golden by the failing test.
 */
class GoldenFramesTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678901Z");
    private static final Map<String, Envelope> SAMPLES = Map.ofEntries(
            Map.entry(
                    "hello-1",
                    new Envelope.Hello(
                            1,
                            "0.1.0",
                            "6a3e2c1f-0000-4000-8000-000000000001",
                            AT,
                            List.of("jobs.ping/1", "jobs.deliver/1"),
                            42)),
            Map.entry(
                    "hello-2",
                    new Envelope.Hello(
                            1,
                            "0.1.0",
                            "6a3e2c1f-0000-4000-8000-000000000001",
                            AT,
                            List.of("jobs.ping/1"),
                            42,
                            Optional.of("0123456789abcdef0123456789abcdef"),
                            Optional.of("4c4c4544-0000-4000-8000-000000000001"),
                            Optional.of("6a3e2c1f-0000-4000-8000-000000000002"))),
            Map.entry("welcome-1", new Envelope.Welcome(1, "0.1.0", AT, 41, 10)),
            Map.entry("heartbeat-1", new Envelope.Heartbeat(AT)),
            Map.entry(
                    "request-1",
                    new Envelope.Request(
                            7,
                            "jobs.ping/1",
                            new byte[] {1, 2, 3},
                            Optional.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"))),
            Map.entry(
                    "response-1",
                    new Envelope.Response(
                            7, "answered", Optional.empty(), Optional.empty(), Optional.of(new byte[] {4, 5}))),
            Map.entry(
                    "response-2",
                    new Envelope.Response(
                            8, "rejected", Optional.of("unsupported"), Optional.of("no handler"), Optional.empty())),
            Map.entry(
                    "report-1",
                    new Envelope.Report(9_000_000_000L, "inventory.report/1", new byte[] {9}, Optional.empty())),
            Map.entry("replicate-1", new Envelope.Replicate(2, 17, "baseline/web", "config.baseline/1", new byte[] {})),
            Map.entry("ack-1", new Envelope.Ack(40, List.of(), List.of())),
            Map.entry(
                    "ack-2",
                    new Envelope.Ack(40, List.of(42L, 43L), List.of(new Envelope.Refusal(43, "stale", "too old")))),
            Map.entry("goodbye-1", new Envelope.Goodbye("agent stops")));
    private final EnvelopeCodec codec = new EnvelopeCodec(1 << 20);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello-1",
                "hello-2",
                "welcome-1",
                "heartbeat-1",
                "request-1",
                "response-1",
                "response-2",
                "report-1",
                "replicate-1",
                "ack-1",
                "ack-2",
                "goodbye-1"
            })
    void readsAndWritesTheSameBytes(String name) throws IOException {
        byte[] golden = golden(name);
        assertThat(codec.encode(SAMPLES.get(name))).isEqualTo(golden);
        assertThat(codec.decode(golden).orElseThrow())
                .usingRecursiveComparison()
                .isEqualTo(SAMPLES.get(name));
    }

    @Test
    void hasASampleOfEachKind() {
        assertThat(SAMPLES.values().stream().map(Object::getClass).distinct())
                .containsExactlyInAnyOrderElementsOf(Arrays.asList(Envelope.class.getPermittedSubclasses()));
    }

    private byte[] golden(String name) throws IOException {
        try (InputStream file = GoldenFramesTest.class.getResourceAsStream("/golden/" + name + ".cbor")) {
            if (file == null) {
                Path written = Path.of("target", "golden", name + ".cbor");
                Files.createDirectories(written.getParent());
                Files.write(written, codec.encode(SAMPLES.get(name)));
                return fail("no golden file: written to " + written);
            }
            return file.readAllBytes();
        }
    }
}
