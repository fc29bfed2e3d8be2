// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SurrogateTextTest {
    @Test
    void anyBytesComeBackAsTheyWere() {
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            byte[] bytes = new byte[random.nextInt(12)];
            random.nextBytes(bytes);
            assertThat(SurrogateText.encode(SurrogateText.decode(bytes))).isEqualTo(bytes);
        }
    }

    @Test
    void textOfAllPlanesStaysText() {
        String text = "aé☃\uD83D\uDE00";
        assertThat(SurrogateText.decode(SurrogateText.encode(text))).isEqualTo(text);
    }
}
