// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centossrv.jinja.error.EvaluationError;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PythonPatternsTest {
    private final PythonPatterns patterns = new PythonPatterns();

    private String replaced(String pattern, int flags, String by, String text) {
        Pattern compiled = patterns.compile(pattern, flags);
        return Replacement.of(by).replaceAll(compiled.matcher(text), text);
    }

    private boolean found(String pattern, String text) {
        return patterns.compile(pattern, 0).matcher(text).find();
    }

    @Test
    void aLineBeginsBehindTheLastNewlineToo() {
        assertThat(replaced("^", Pattern.MULTILINE, "#", "a\nb\n")).isEqualTo("#a\n#b\n#");
        assertThat(replaced("(?m)^b", 0, "c", "a\nb\n")).isEqualTo("a\nc\n");
        assertThat(found("^b", "a\nb")).isFalse();
    }

    @Test
    void flagsAtTheBeginning() {
        assertThat(found("(?i)PORT=\\d", "port=1")).isTrue();
        assertThat(found("(?ia)\\w", "é")).isFalse();
        assertThat(found("(?s)a.b", "a\nb")).isTrue();
    }

    @Test
    void bytesKnowLettersOfAsciiOnly() {
        String bytes = new String("grün".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertThat(patterns.compileBytes("^\\w+$", 0).matcher(bytes).find()).isFalse();
        assertThat(patterns.compileBytes("gr\\b", 0).matcher(bytes).find()).isTrue();
        assertThat(patterns.compileBytes("gr\\B", 0).matcher(bytes).find()).isFalse();
        assertThat(patterns.compileBytes("gr..n", 0).matcher(bytes).find()).isTrue();
    }

    @Test
    void whatPythonSpellsOtherwise() {
        assertThat(found("a(?#remark)b", "ab")).isTrue();
        assertThat(found("a\\0b", "a\0b")).isTrue();
        assertThat(found("[\\b]", "\b")).isTrue();
        assertThat(found("(?P<one_two>x)(?P=one_two)", "xx")).isTrue();
        assertThatThrownBy(() -> patterns.compile("\\Qa\\E", 0))
                .isInstanceOf(EvaluationError.class)
                .hasMessageContaining("bad escape \\Q");
    }

    @Test
    void aGroupThatIsNotThereIsToldBeforeAnyMatch() {
        Pattern pattern = patterns.compile("(?P<a_b>x)(y)", 0);
        Replacement.of("\\g<a_b>\\2\\g<0>").requireGroups(pattern);
        assertThatThrownBy(() -> Replacement.of("\\3").requireGroups(pattern)).isInstanceOf(EvaluationError.class);
        assertThatThrownBy(() -> Replacement.of("\\g<c>").requireGroups(pattern))
                .isInstanceOf(EvaluationError.class);
    }
}
