// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.centossrv.protocol.Envelope;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EnvelopeCodecTest {
    private final EnvelopeCodec codec = new EnvelopeCodec(64 * 1024);
    private final CBORMapper plain = new CBORMapper();

    @Test
    void ignoresWhatANewerPeerAdds() throws IOException {
        byte[] frame = plain.writeValueAsBytes(Map.of("kind", "Ack", "number", 5, "since", Map.of("a", List.of(1))));
        assertThat(codec.decode(frame)).contains(new Envelope.Ack(5, List.of(), List.of()));
        assertThat(codec.decode(plain.writeValueAsBytes(Map.of("kind", "Rekey", "key", "x"))))
                .isEmpty();
    }

    @Test
    void refusesWhatIsNoEnvelope() throws IOException {
        for (Object bad : new Object[] {
            Map.of("number", 5),
            Map.of("kind", 5, "number", 5),
            Map.of("kind", "", "number", 5),
            Map.of("kind", "Heartbeat"),
            Map.of("kind", "Heartbeat", "sentAt", "yesterday"),
            Map.of("kind", "Report", "number", 1, "type", "a.b/1"),
            Map.of("kind", "Ack", "number", "five"),
            List.of("Ack", 5),
            "Ack",
            5
        }) {
            byte[] frame = plain.writeValueAsBytes(bad);
            assertThatThrownBy(() -> codec.decode(frame)).as("%s", bad).isInstanceOf(MalformedMessage.class);
        }
        assertThatThrownBy(() -> codec.decode(new byte[0])).isInstanceOf(MalformedMessage.class);
        assertThatThrownBy(() -> codec.decode(plain.writeValueAsBytes(null))).isInstanceOf(MalformedMessage.class);
    }

    @Test
    void refusesTrailingBytesDepthAndLength() throws IOException {
        byte[] heartbeat = codec.encode(new Envelope.Heartbeat(Instant.EPOCH));
        byte[] longer = new byte[heartbeat.length + 1];
        System.arraycopy(heartbeat, 0, longer, 0, heartbeat.length);
        longer[heartbeat.length] = 1;
        assertThatThrownBy(() -> codec.decode(longer)).isInstanceOf(MalformedMessage.class);

        Object deep = 1;
        for (int i = 0; i < 200; i++) {
            deep = List.of(deep);
        }
        Map<String, Object> nested = new HashMap<>(Map.of("kind", "Ack", "number", 1));
        nested.put("more", deep);
        byte[] bomb = plain.writeValueAsBytes(nested);
        assertThatThrownBy(() -> codec.decode(bomb)).isInstanceOf(MalformedMessage.class);

        assertThatThrownBy(() -> codec.decode(new byte[64 * 1024 + 1]))
                .isInstanceOf(MalformedMessage.class)
                .hasMessageContaining("too long");
    }

    @Test
    void throwsNothingElseForGarbage() {
        Random random = new Random(20260102);
        byte[] sample = codec.encode(new Envelope.Welcome(1, "0.1.0", Instant.EPOCH, 4, 10));
        for (int i = 0; i < 20_000; i++) {
            byte[] garbage = sample.clone();
            for (int change = 0; change <= i % 4; change++) {
                garbage[random.nextInt(garbage.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(codec.decode(garbage)).isNotNull();
            } catch (MalformedMessage expected) {
                assertThat(expected).hasMessageNotContaining("0.1.0");
            }
        }
    }

    @Test
    void refusesALengthThatTheFrameDoesNotHave() {
        // a byte string that says it has 2^40 bytes
        byte[] liar = {(byte) 0x5b, 0, 0, 1, 0, 0, 0, 0, 0, 1};
        assertThatThrownBy(() -> codec.decode(liar)).isInstanceOf(MalformedMessage.class);
    }
}
