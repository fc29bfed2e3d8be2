// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.centossrv.inventory.internal.target.Target.All;
import io.centossrv.inventory.internal.target.Target.And;
import io.centossrv.inventory.internal.target.Target.Glob;
import io.centossrv.inventory.internal.target.Target.Name;
import io.centossrv.inventory.internal.target.Target.Not;
import io.centossrv.inventory.internal.target.Target.Or;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorDetail;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetParserTest {
    @Test
    void readsNamesGlobsAndAll() {
        assertThat(TargetParser.parse("web1.example.org")).isEqualTo(new Name("web1.example.org"));
        assertThat(TargetParser.parse("WEB1")).isEqualTo(new Name("web1"));
        assertThat(TargetParser.parse(" web* ")).isEqualTo(new Glob("web*"));
        assertThat(TargetParser.parse("web[0-9a]")).isEqualTo(new Glob("web[0-9a]"));
        assertThat(TargetParser.parse("web[!3]?")).isEqualTo(new Glob("web[!3]?"));
        assertThat(TargetParser.parse("all")).isEqualTo(new All());
        assertThat(TargetParser.parse("*")).isEqualTo(new All());
    }

    @Test
    void bindsNotTighterThanAndTighterThanOr() {
        assertThat(TargetParser.parse("a or not b and c"))
                .isEqualTo(new Or(List.of(new Name("a"), new And(List.of(new Not(new Name("b")), new Name("c"))))));
        assertThat(TargetParser.parse("(a or b)and(not(c))"))
                .isEqualTo(new And(List.of(new Or(List.of(new Name("a"), new Name("b"))), new Not(new Name("c")))));
        assertThat(TargetParser.parse("a\nor\tnot not b"))
                .isEqualTo(new Or(List.of(new Name("a"), new Not(new Not(new Name("b"))))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|1|1|a name or pattern is missing before the end.",
                "web1 web2|1|6|'and' or 'or' is missing before 'web2'.",
                "web1 and|1|9|a name or pattern is missing before the end.",
                "and web1|1|1|a name or pattern is missing before 'and'.",
                "web1 or or|1|9|a name or pattern is missing before 'or'.",
                "(web1|1|6|the '(' is not closed: ')' is missing before the end.",
                "web1)|1|5|this ')' closes nothing.",
                "()|1|2|a name or pattern is missing before ')'.",
                "web1,web2|1|5|write 'or' between names.",
                "a && b|1|3|write 'and' between conditions.",
                "web_1|1|4|the character '_' has no meaning here.",
                "not tag:env=prod|1|5|this release selects by name only, not by 'tag:'.",
                "@group|1|1|the character '@' has no meaning here.",
                "web[|1|4|this '[' is not closed.",
                "web]|1|4|']' has a meaning only after '['.",
                "web[]|1|4|between '[' and ']' stands no character.",
                "web[!]|1|5|between '[' and ']' stands no character.",
                "web[z-a]|1|5|this is no range; write one like a-f or 0-9.",
                "web[a-]|1|5|this is no range; write one like a-f or 0-9.",
                "web[.]|1|5|between '[' and ']' stand letters, digits and ranges like a-f.",
            })
    void saysWhereItIsWrong(String text, int line, int column, String message) {
        assertThat(detail(text)).isEqualTo(new ErrorDetail("", line, column, message));
    }

    @Test
    void countsLinesAndCodePoints() {
        assertThat(detail("web1\n  or \u0007"))
                .isEqualTo(new ErrorDetail("", 2, 6, "the character U+0007 has no meaning here."));
        assertThat(detail("web1\nor \uD83D\uDE00").message()).contains("\uD83D\uDE00");
    }

    @ParameterizedTest
    @ValueSource(ints = {51, 1_000, 60_000})
    void boundsNesting(int depth) {
        assertThat(detail("(".repeat(depth)).message()).containsAnyOf("nested", "more than");
        assertThat(detail("not ".repeat(Math.min(depth, 10_000)) + "a").message())
                .containsAnyOf("nested", "more than");
    }

    @Test
    void boundsLengthWordsAndWordSize() {
        assertThat(detail("a".repeat(70_000)).message()).contains("longer than");
        assertThat(detail("a".repeat(256)).message()).contains("at most 255");
        assertThat(detail("a or ".repeat(2_001) + "a").message()).contains("more than 4000");
        assertThat(TargetParser.parse("(((((((((a)))))))))")).isEqualTo(new Name("a"));
        assertThat(TargetParser.parse("a or ".repeat(1_999) + "a")).isInstanceOf(Or.class);
    }

    private static ErrorDetail detail(String text) {
        CentossrvException error = catchThrowableOfType(CentossrvException.class, () -> TargetParser.parse(text));
        assertThat(error.code().name()).isEqualTo("target-invalid");
        assertThat(error.details()).hasSize(1);
        return error.details().get(0);
    }
}
