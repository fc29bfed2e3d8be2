// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.ansible;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.jinja.value.Tuple;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralsTest {
    @Test
    void literalsOfPythonAreValues() {
        assertThat(Literals.orText(" 0x1f ")).isEqualTo(31L);
        assertThat(Literals.orText("-1_000")).isEqualTo(-1000L);
        assertThat(Literals.orText("1.5e3")).isEqualTo(1500.0);
        assertThat(Literals.orText("True")).isEqualTo(true);
        assertThat(Literals.orText("None")).isNull();
        assertThat(Literals.orText("'a\\tb'")).isEqualTo("a\tb");
        assertThat(Literals.orText("{'a': [1, None], 'b': (1,)}"))
                .isEqualTo(Map.of("a", Arrays.asList(1L, null), "b", Tuple.of(List.of(1L))));
        assertThat(Literals.orText("1, 'x',")).isEqualTo(Tuple.of(List.of(1L, "x")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"true", "null", "0644", "1.2.3", "a, b", "[1", "{'a'}b", "1 2", "", " x ", "yes", ",", "1,,2"})
    void allElseIsText(String text) {
        assertThat(Literals.orText(text)).isEqualTo(text);
    }
}
