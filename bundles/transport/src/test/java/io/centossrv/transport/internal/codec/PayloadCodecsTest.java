// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.centossrv.protocol.MessageType;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PayloadCodecsTest {
    /** A shape. */
    public sealed interface Shape {}

    /** A circle. */
    public record Circle(double radius) implements Shape {}

    /** A square. */
    public record Square(int side, Optional<String> name) implements Shape {}

    /** Colours. */
    public enum Colour {
        UNKNOWN,
        RED,
        GREEN
    }

    /** All that a payload may have. */
    public record Everything(
            int whole,
            long big,
            double real,
            boolean flag,
            String text,
            byte[] bytes,
            Instant at,
            Duration lasted,
            Optional<String> maybe,
            Optional<byte[]> maybeBytes,
            Optional<Integer> maybeWhole,
            Colour colour,
            List<Shape> shapes,
            Map<String, Shape> named,
            Map<String, byte[]> files,
            Optional<Shape> maybeShape,
            Shape shape) {}

    /** Not allowed: an Object. */
    public record Loose(Object anything) {}

    /** Not allowed: an enum without UNKNOWN. */
    public record Brittle(Thread.State state) {}

    private static final List<Class<? extends Record>> SHAPES = List.of(Circle.class, Square.class);
    private static final MessageType<Everything> TYPE =
            new MessageType<>("test.everything", 1, Everything.class, SHAPES);
    private final PayloadCodecs codecs = new PayloadCodecs(1 << 20);
    private final CBORMapper plain = new CBORMapper();

    @Test
    void readsWhatItWrote() {
        Everything everything = new Everything(
                1,
                1L << 50,
                0.1,
                true,
                "text ü€😀",
                new byte[] {0, -1},
                Instant.parse("2026-01-02T03:04:05.678901234Z"),
                Duration.ofMillis(1234),
                Optional.of("x"),
                Optional.of(new byte[] {3}),
                Optional.of(0),
                Colour.GREEN,
                List.of(new Circle(2), new Square(3, Optional.empty())),
                Map.of("a", new Square(4, Optional.of("four"))),
                Map.of("f", new byte[] {7}),
                Optional.of(new Circle(1)),
                new Square(5, Optional.empty()));
        assertThat(codecs.decode(TYPE, codecs.encode(TYPE, everything)))
                .usingRecursiveComparison()
                .isEqualTo(everything);
    }

    @Test
    void fillsInWhatAnOlderPeerDoesNotSend() throws IOException {
        byte[] old = plain.writeValueAsBytes(Map.of(
                "text",
                "t",
                "bytes",
                new byte[0],
                "at",
                "2026-01-02T03:04:05Z",
                "lasted",
                "PT1S",
                "colour",
                "VIOLET",
                "shape",
                Map.of("kind", "Circle", "radius", 1.5, "added", "later")));
        Everything read = codecs.decode(TYPE, old);
        assertThat(read.whole()).isZero();
        assertThat(read.flag()).isFalse();
        assertThat(read.maybe()).isEmpty();
        assertThat(read.maybeBytes()).isEmpty();
        assertThat(read.maybeWhole()).isEmpty();
        assertThat(read.maybeShape()).isEmpty();
        assertThat(read.shapes()).isEmpty();
        assertThat(read.named()).isEmpty();
        assertThat(read.colour()).isEqualTo(Colour.UNKNOWN);
        assertThat(read.shape()).isEqualTo(new Circle(1.5));
    }

    @Test
    void refusesWhatMayNotBeAbsentOrOfAnotherKind() throws IOException {
        MessageType<Square> square = MessageType.of("test.square", 1, Square.class);
        assertThat(codecs.decode(square, plain.writeValueAsBytes(Map.of("side", 1))))
                .isEqualTo(new Square(1, Optional.empty()));
        for (Object bad : List.of(
                Map.of("side", "1"), Map.of("side", 1.5), Map.of("side", true), Map.of("side", List.of()), List.of())) {
            byte[] bytes = plain.writeValueAsBytes(bad);
            assertThatThrownBy(() -> codecs.decode(square, bytes)).as("%s", bad).isInstanceOf(MalformedMessage.class);
        }
        byte[] noText = plain.writeValueAsBytes(Map.of("whole", 1));
        assertThatThrownBy(() -> codecs.decode(TYPE, noText)).isInstanceOf(MalformedMessage.class);
    }

    @Test
    void makesOnlyTheRecordsOfTheInterface() throws IOException {
        for (String kind : List.of("Loose", "java.lang.ProcessBuilder", "Everything", Circle.class.getName())) {
            byte[] bytes = plain.writeValueAsBytes(Map.of(
                    "text",
                    "t",
                    "bytes",
                    new byte[0],
                    "at",
                    "2026-01-02T03:04:05Z",
                    "lasted",
                    "PT1S",
                    "colour",
                    "RED",
                    "shape",
                    Map.of("kind", kind, "radius", 1.5)));
            assertThatThrownBy(() -> codecs.decode(TYPE, bytes)).as(kind).isInstanceOf(MalformedMessage.class);
        }
    }

    @Test
    void refusesTypesThatAreNotDescribed() {
        assertThatThrownBy(() -> codecs.encode(MessageType.of("test.loose", 1, Loose.class), new Loose("x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Loose.anything");
        assertThatThrownBy(() -> codecs.decode(MessageType.of("test.brittle", 1, Brittle.class), new byte[] {1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Brittle.state");
        MessageType<Everything> incomplete =
                new MessageType<>("test.everything", 1, Everything.class, List.of(Circle.class));
        assertThatThrownBy(() -> codecs.decode(incomplete, new byte[] {1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Everything.shapes");
    }

    @Test
    void saysNothingOfTheContentInAnError() throws IOException {
        byte[] bytes = plain.writeValueAsBytes(Map.of("side", "hunter2"));
        assertThatThrownBy(() -> codecs.decode(MessageType.of("test.square", 1, Square.class), bytes))
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
    }
}
