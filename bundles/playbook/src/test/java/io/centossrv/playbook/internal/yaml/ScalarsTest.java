// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScalarsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "7, 7",
        "-12, -12",
        "+3, 3",
        "1_000, 1000",
        "0644, 420",
        "0x1F, 31",
        "0b101, 5",
        "1:30, 90",
        "-1:30, -90",
        "190:20:30, 685230",
        "00, 0"
    })
    void wholeNumbersOfYaml11(String text, long value) {
        assertThat(Scalars.resolve(text)).contains(value);
    }

    @ParameterizedTest
    @CsvSource({"1.5, 1.5", "1., 1.0", ".5, 0.5", "6.8e+3, 6800.0", "1:30.5, 90.5", "-.inf, -Infinity", "1_0.5, 10.5"})
    void numbersWithAPoint(String text, double value) {
        assertThat(Scalars.resolve(text)).contains(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"08", "0o644", "1e3", "6.8e3", "1:60", "y", "n", "2021-02-03", "a: b", "=", "0x", "nan"})
    void texts(String text) {
        assertThat(Scalars.resolve(text)).contains(text);
    }

    @Test
    void wordsForTrueFalseAndNothing() {
        assertThat(Scalars.resolve("yes")).contains(true);
        assertThat(Scalars.resolve("On")).contains(true);
        assertThat(Scalars.resolve("NO")).contains(false);
        assertThat(Scalars.resolve("off")).contains(false);
        assertThat(Scalars.resolve("~")).isEqualTo(Optional.empty());
        assertThat(Scalars.resolve("")).isEqualTo(Optional.empty());
        assertThat(Scalars.resolve("Null")).isEqualTo(Optional.empty());
    }

    @Test
    void numbersOfAnySize() {
        assertThat(Scalars.resolve("123456789012345678901234567890"))
                .contains(new BigInteger("123456789012345678901234567890"));
    }
}
