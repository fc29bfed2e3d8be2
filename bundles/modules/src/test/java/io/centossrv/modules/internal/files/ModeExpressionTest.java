// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModeExpressionTest {
    @ParameterizedTest
    @CsvSource({
        "0644, 0777, false, 0644",
        "4755, 0644, false, 04755",
        "0o600, 0644, false, 0600",
        "u+x, 0644, false, 0744",
        "'u=rwX,g=rX,o=rX', 0666, false, 0644",
        "'u=rwX,go=', 0755, true, 0700",
        "a-w, 0666, false, 0444",
        "+t, 0755, true, 01755",
        "g+s, 0755, true, 02755",
        "u=g, 0640, false, 0440",
        "o=u-w, 0640, false, 0644",
        "ug+s, 0755, false, 06755",
        "u-s, 04755, false, 0755",
        "'u+x,g=u', 0640, false, 0770"
    })
    void modes(String text, String now, boolean folder, String wanted) {
        assertThat(ModeExpression.resolve(text, Integer.parseInt(now, 8), folder))
                .isEqualTo(Integer.parseInt(wanted, 8));
    }

    @Test
    void aNumberIsTakenAsItIs() {
        assertThat(ModeExpression.resolve(644L, 0, false)).isEqualTo(01204);
        assertThat(ModeExpression.resolve(0644L, 0, false)).isEqualTo(0644);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0999", "preserve", "u+q", "x=r", "", "u", "77777", "u+x,", "-1", "99999999999999999999"})
    void none(String text) {
        assertThatThrownBy(() -> ModeExpression.resolve(text, 0644, false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void otherTypes() {
        assertThatThrownBy(() -> ModeExpression.resolve(0.5, 0644, false)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ModeExpression.resolve(99999L, 0644, false))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
