// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RealsTest {
    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "1e16, 1e+16",
        "123456789012345680, 1.2345678901234568e+17",
        "0.0001, 0.0001",
        "0.00001, 1e-05",
        "2e-3, 0.002",
        "5e-324, 5e-324",
        "1.7976931348623157e308, 1.7976931348623157e+308",
        "-0.0, -0.0",
        "9007199254740993, 9007199254740992.0"
    })
    void writesTheShortestDecimal(double value, String expected) {
        assertThat(Reals.repr(value)).isEqualTo(expected);
    }

    @Test
    void whatIsWrittenReadsBackAsTheSameNumber() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 20_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (!Double.isNaN(value) && !Double.isInfinite(value)) {
                assertThat(Double.parseDouble(Reals.repr(value))).isEqualTo(value);
            }
        }
    }
}
