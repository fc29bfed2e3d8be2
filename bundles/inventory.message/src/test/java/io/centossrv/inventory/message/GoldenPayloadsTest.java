// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.centossrv.protocol.MessageType;
import io.centossrv.transport.internal.codec.PayloadCodecs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private static final Item BASH = new Item("bash", Optional.of("5.1.8-9.el9"), Map.of("arch", "x86_64"));
    private static final Map<String, FactValue> FACTS = Map.of(
            "os.id",
            new FactValue.Text("centos"),
            "os.major",
            new FactValue.Whole(9),
            "cpu.smt",
            new FactValue.Flag(true),
            "network.addresses",
            new FactValue.Texts(List.of("192.0.2.1", "2001:db8::1")));
    private static final Map<String, Sample<?>> SAMPLES = new TreeMap<>(Map.of(
            "report-1", new Sample<>(InventoryReport.TYPE, new InventoryReport(AT, FACTS)),
            "change-1",
                    new Sample<>(
                            InventoryChange.TYPE,
                            new InventoryChange(
                                    AT,
                                    List.of(
                                            new SectionChange(
                                                    SectionChange.FACTS, "", "ab12", FACTS, List.of(), List.of()),
                                            new SectionChange(
                                                    "package",
                                                    "cd34",
                                                    "ef56",
                                                    Map.of(),
                                                    List.of(BASH, new Item("a", Optional.empty(), Map.of())),
                                                    List.of(BASH.key()))))),
            "resend-1", new Sample<>(ResendInventory.TYPE, new ResendInventory(List.of("facts", "package"))),
            "resend-taken-1", new Sample<>(ResendTaken.TYPE, new ResendTaken(2))));

    private final PayloadCodecs codecs = new PayloadCodecs(1 << 20);

    private record Sample<T extends Record>(MessageType<T> type, T value) {}

    static Stream<String> names() {
        return SAMPLES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void readsAndWritesTheSameBytes(String name) throws IOException {
        check(name, SAMPLES.get(name));
    }

    /** Agents of two releases name the same thing alike. */
    @Test
    void namesAThingByAllThatIsInIt() {
        assertThat(BASH.key()).isEqualTo("2a114156c596b0e6c8d31d0f6a14756c");
        assertThat(new Item("bash", Optional.of("5.1.8-9.el9"), Map.of("arch", "i686")).key())
                .isNotEqualTo(BASH.key());
        assertThat(new Item("a", Optional.of(""), Map.of()).key())
                .isNotEqualTo(new Item("a", Optional.empty(), Map.of()).key());
    }

    private <T extends Record> void check(String name, Sample<T> sample) throws IOException {
        byte[] written = codecs.encode(sample.type(), sample.value());
        byte[] golden = golden(name, written);
        assertThat(codecs.decode(sample.type(), golden)).isEqualTo(sample.value());
        assertThat(written).isEqualTo(golden);
    }

    private static byte[] golden(String name, byte[] fresh) throws IOException {
        try (InputStream file = GoldenPayloadsTest.class.getResourceAsStream("/golden/" + name + ".cbor")) {
            if (file != null) {
                return file.readAllBytes();
            }
        }
        Path written = Path.of("target", "golden", name + ".cbor");
        Files.createDirectories(written.getParent());
        Files.write(written, fresh);
        return fail("no golden file: " + name);
    }
}
