// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
    private static Map<String, Object> read(String text) {
        return Json.readObject(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void thereAndBack() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("a", Arrays.asList(1L, null, "ü\n\u2028", 1.5, true));
        value.put("b", new BigInteger("99999999999999999999"));
        value.put("c", Map.of());
        assertThat(read(Json.write(value))).isEqualTo(value);
    }

    @Test
    void refusesWhatIsNoObject() {
        for (String text : new String[] {"", "[]", "1", "{", "{\"a\":}", "{} {}", "{\"a\":1,\"a\":2}", "nul"}) {
            assertThatThrownBy(() -> read(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void quotesNothingOfWhatItCouldNotRead() {
        assertThatThrownBy(() -> read("{\"password\": s3cret}"))
                .hasMessageNotContaining("s3cret")
                .hasNoCause();
    }

    @Test
    void refusesNestingWithoutEnd() {
        assertThatThrownBy(() -> read("{\"a\":" + "[".repeat(10_000))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anyValueAlone() {
        assertThat(Json.read("[1, null, {}]".getBytes(StandardCharsets.UTF_8)))
                .contains(Arrays.asList(1L, null, Map.of()));
        assertThat(Json.read("null".getBytes(StandardCharsets.UTF_8))).isEmpty();
        for (String wrong : List.of("", "1 2", "[1", "hello")) {
            assertThatThrownBy(() -> Json.read(wrong.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
