// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeldTextTest {
    @Test
    void replacesWhatPostgresRefuses() {
        assertThat(HeldText.of("a\0b", 10)).isEqualTo("a\uFFFDb");
        assertThat(HeldText.of("\uD83D\uDE00", 10)).isEqualTo("\uD83D\uDE00");
        assertThat(HeldText.of("x\uD83D", 10)).isEqualTo("x\uFFFD");
        assertThat(HeldText.of("\uDE00y", 10)).isEqualTo("\uFFFDy");
    }

    @Test
    void cutsWithoutHalvingACharacter() {
        assertThat(HeldText.of("ab\uD83D\uDE00", 3)).isEqualTo("ab\uFFFD");
        assertThat(HeldText.of("abc", 2)).isEqualTo("ab");
    }
}
