// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centossrv.platform.CentossrvException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellLineTest {
    @Test
    void splitsWordsAndStages() {
        assertThat(ShellLine.split("node:list  --filter 'a b' | grep \"x \\\" y\""))
                .containsExactly(List.of("node:list", "--filter", "a b"), List.of("grep", "x \" y"));
        assertThat(ShellLine.split("a ''")).containsExactly(List.of("a", ""));
        assertThat(ShellLine.split("a 'it'\\''s|b'")).containsExactly(List.of("a", "it's|b"));
        assertThat(ShellLine.split("  ")).isEmpty();
    }

    @Test
    void whatTheShellsLanguageMeansIsPlainText() {
        assertThat(ShellLine.split("a $.context (b) {c} <d >e `f`"))
                .containsExactly(List.of("a", "$.context", "(b)", "{c}", "<d", ">e", "`f`"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a 'b", "a \"b", "a \\", "| a", "a |", "a || b"})
    void refusesWhatHasNoEnd(String line) {
        assertThatThrownBy(() -> ShellLine.split(line)).isInstanceOf(CentossrvException.class);
    }

    @Test
    void theLastWordIsOpenForCompletion() {
        assertThat(ShellLine.unfinished("node:li")).containsExactly("node:li");
        assertThat(ShellLine.unfinished("node:show ")).containsExactly("node:show", "");
    }
}
