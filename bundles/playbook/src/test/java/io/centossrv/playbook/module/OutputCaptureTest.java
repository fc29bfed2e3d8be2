// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OutputCaptureTest {
    private static final OutputLimits SMALL = new OutputLimits(10, 7);

    /** Whatever the pieces that it comes in: the head, the tail and the count between are those of the whole. */
    @Test
    void keepsHeadAndTailOfAnyLengthInAnyPieces() {
        Random random = new Random(7);
        for (int length = 0; length < 60; length++) {
            byte[] all = new byte[length];
            random.nextBytes(all);
            for (int round = 0; round < 20; round++) {
                OutputCapture capture = new OutputCapture(SMALL, OutputCapture.Watcher.NONE);
                int at = 0;
                while (at < length) {
                    int piece = Math.min(length - at, random.nextInt(round + 1) + 1);
                    capture.stdout().add(all, at, piece);
                    at += piece;
                }
                KeptOutput kept = capture.stdout().kept();
                if (length <= 17) {
                    assertThat(kept.head()).isEqualTo(all);
                    assertThat(kept.dropped()).isZero();
                    assertThat(kept.tail()).isEmpty();
                } else {
                    assertThat(kept.head()).isEqualTo(Arrays.copyOf(all, 10));
                    assertThat(kept.dropped()).isEqualTo(length - 17);
                    assertThat(kept.tail()).isEqualTo(Arrays.copyOfRange(all, length - 7, length));
                }
                assertThat(capture.stderr().kept().head()).isEmpty();
            }
        }
    }

    @Test
    void theWatcherSeesEachByte() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        OutputCapture capture = new OutputCapture(
                SMALL, (stream, bytes, from, length) -> (stream == OutputCapture.Stream.STDOUT ? out : err)
                        .write(bytes, from, length));
        byte[] text = "0123456789012345678901234567890".getBytes(StandardCharsets.UTF_8);
        capture.stdout().add(text, 0, text.length);
        capture.stderr().add(text, 5, 3);
        assertThat(out.toByteArray()).isEqualTo(text);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("567");
    }

    @Test
    void saysWhatIsMissing() {
        OutputCapture capture = new OutputCapture(SMALL, OutputCapture.Watcher.NONE);
        byte[] text = "abcdefghijklmnopqrstuvwxyz".getBytes(StandardCharsets.UTF_8);
        capture.stdout().add(text, 0, text.length);
        assertThat(capture.stdout().kept().text()).isEqualTo("abcdefghij\n[... 9 bytes left out ...]\ntuvwxyz");
        assertThat(capture.stdout().kept().isWholeText()).isFalse();
        assertThat(capture.stdout().kept().toString()).doesNotContain("abc");
    }

    @Test
    void bytesThatAreNoTextAreKnown() {
        OutputCapture capture = OutputCapture.unwatched();
        capture.stdout().add(new byte[] {'a', (byte) 0xe9, 27}, 0, 3);
        assertThat(capture.stdout().kept().isWholeText()).isFalse();
        assertThat(capture.stdout().kept().text()).isEqualTo("a\udce9\u001b");
        capture.stderr().add("€".getBytes(StandardCharsets.UTF_8), 0, 3);
        assertThat(capture.stderr().kept().isWholeText()).isTrue();
    }

    @Test
    void limitsAreLimited() {
        assertThatThrownBy(() -> new OutputLimits(0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new OutputLimits(2 * 1024 * 1024, 1)).isInstanceOf(IllegalArgumentException.class);
        OutputCapture tailOnly = new OutputCapture(new OutputLimits(0, 3), OutputCapture.Watcher.NONE);
        tailOnly.stdout().add(new byte[] {1, 2, 3, 4, 5}, 0, 5);
        assertThat(tailOnly.stdout().kept().tail()).containsExactly(3, 4, 5);
        assertThat(tailOnly.stdout().kept().dropped()).isEqualTo(2);
    }
}
