// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonTextTest {
    @ParameterizedTest
    @CsvSource({
        "1.0, 1.0",
        "0.1, 0.1",
        "1e16, 1e+16",
        "123456789012345.0, 123456789012345.0",
        "1e15, 1000000000000000.0",
        "0.0001, 0.0001",
        "0.00001, 1e-05",
        "-2.5e-10, -2.5e-10",
        "1.7976931348623157e308, 1.7976931348623157e+308",
        "2e-3, 0.002",
        "0.30000000000000004, 0.30000000000000004",
        "-0.0, -0.0"
    })
    void floats(double value, String text) {
        assertThat(PythonText.text(value)).isEqualTo(text);
    }

    @Test
    void representation() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("it's", "a\n\u00e9\u0001");
        map.put("b", Arrays.asList(null, true, 3L, "say \"x\" it's"));
        assertThat(PythonText.text(map))
                .isEqualTo("{\"it's\": 'a\\né\\x01', 'b': [None, True, 3, 'say \"x\" it\\'s']}");
    }

    @Test
    void json() {
        assertThat(PythonText.json(List.of(1L, "zwölf \"", Map.of("k", true), 0.5)))
                .isEqualTo("[1, \"zw\\u00f6lf \\\"\", {\"k\": true}, 0.5]");
    }
}
