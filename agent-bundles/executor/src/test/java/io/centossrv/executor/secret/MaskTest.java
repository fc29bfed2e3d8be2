// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.playbook.module.KeptOutput;
import io.centossrv.playbook.module.OutputCapture;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MaskTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void hidesEachSecretAndTheLongerOfTwo() {
        Mask mask = Mask.of(List.of("hunter", "hunter22", "päss"));
        assertThat(mask.text("a hunter22 b hunter c päss.")).isEqualTo("a ******** b ******** c ********.");
        assertThat(mask.toString()).doesNotContain("hunter");
        assertThat(Mask.NONE.text("hunter")).isEqualTo("hunter");
    }

    @Test
    void hidesWhatTheCutHasLeftOfASecret() {
        Mask mask = Mask.of(List.of("hunter22"));
        KeptOutput kept = mask.kept(new KeptOutput(bytes("head hunter22 hunt"), 3, bytes("er22 hunter22 tail")));
        assertThat(text(kept.head())).isEqualTo("head ******** ********");
        assertThat(text(kept.tail())).isEqualTo("******** ******** tail");
        assertThat(kept.dropped()).isEqualTo(3);

        KeptOutput whole = mask.kept(new KeptOutput(bytes("hunter22 hunt"), 0, new byte[0]));
        assertThat(text(whole.head())).as("nothing was cut here").isEqualTo("******** hunt");
    }

    @Test
    void noPartOfAStreamShowsASecretHoweverItIsCut() {
        List<String> secrets = List.of("aXa", "aXaXb", "secret\nof two lines", "ü€");
        Mask mask = Mask.of(secrets);
        Random random = new Random(42);
        for (int round = 0; round < 500; round++) {
            StringBuilder printed = new StringBuilder();
            for (int i = 0; i < 20; i++) {
                String next = random.nextInt(3) == 0
                        ? secrets.get(random.nextInt(4))
                        : "aXbsecret\n ".substring(0, 1 + random.nextInt(10));
                printed.append(next);
            }
            byte[] all = bytes(printed + "#");
            StringBuilder seen = new StringBuilder();
            OutputCapture.Watcher watcher = MaskedWatcher.of(
                    mask,
                    (stream, part, from, length) ->
                            seen.append(new String(part, from, length, StandardCharsets.ISO_8859_1)));
            for (int at = 0; at < all.length; ) {
                int length = Math.min(1 + random.nextInt(5), all.length - at);
                watcher.printed(OutputCapture.Stream.STDOUT, all, at, length);
                at += length;
            }
            byte[] once =
                    text(mask.kept(new KeptOutput(all, 0, new byte[0])).head()).getBytes(StandardCharsets.UTF_8);
            assertThat(seen.toString()).isEqualTo(new String(once, StandardCharsets.ISO_8859_1));
            for (String secret : secrets) {
                assertThat(text(once)).doesNotContain(secret);
            }
        }
    }

    @Test
    void whatIsHeldBackIsShownWhenItIsNoSecret() {
        StringBuilder seen = new StringBuilder();
        OutputCapture.Watcher watcher = MaskedWatcher.of(
                Mask.of(List.of("hunter22")), (stream, part, from, length) -> seen.append(text(part), from, length));
        watcher.printed(OutputCapture.Stream.STDOUT, bytes("a hunt"), 0, 6);
        assertThat(seen.toString()).isEqualTo("a ");
        watcher.printed(OutputCapture.Stream.STDERR, bytes("er22"), 0, 4);
        watcher.printed(OutputCapture.Stream.STDOUT, bytes("ing"), 0, 3);
        assertThat(seen.toString()).isEqualTo("a er22hunting");
    }
}
