// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.centossrv.inventory.internal.target.Target.All;
import io.centossrv.inventory.internal.target.Target.And;
import io.centossrv.inventory.internal.target.Target.Attribute;
import io.centossrv.inventory.internal.target.Target.Glob;
import io.centossrv.inventory.internal.target.Target.Kind;
import io.centossrv.inventory.internal.target.Target.Name;
import io.centossrv.inventory.internal.target.Target.Not;
import io.centossrv.inventory.internal.target.Target.Operator;
import io.centossrv.inventory.internal.target.Target.Or;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorDetail;
import java.util.List;
import java.util.Optional;
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

    @Test
    void readsConditions() {
        assertThat(TargetParser.parse("tag:env=Prod"))
                .isEqualTo(new Attribute(Kind.TAG, "env", Operator.EQUAL, Optional.of("Prod")));
        assertThat(TargetParser.parse("TAG:env"))
                .isEqualTo(new Attribute(Kind.TAG, "env", Operator.PRESENT, Optional.empty()));
        assertThat(TargetParser.parse("meta:owner=\"a (b) \\\"c\\\"\""))
                .isEqualTo(new Attribute(Kind.META, "owner", Operator.EQUAL, Optional.of("a (b) \"c\"")));
        assertThat(TargetParser.parse("(fact:os.major>=9)and role:Web* or site:b[ef]*"))
                .isEqualTo(new Or(List.of(
                        new And(List.of(
                                new Attribute(Kind.FACT, "os.major", Operator.AT_LEAST, Optional.of("9")),
                                new Target.Role("web*"))),
                        new Target.Site("b[ef]*"))));
        assertThat(TargetParser.parse("pkg:openssl<1:3.0.7-27.el9"))
                .isEqualTo(new Attribute(Kind.PKG, "openssl", Operator.LESS, Optional.of("1:3.0.7-27.el9")));
        assertThat(TargetParser.parse("not @Web.eu")).isEqualTo(new Not(new Target.Group("web.eu")));
    }

    @Test
    void meansByUnequalThatThereIsAnotherValue() {
        assertThat(TargetParser.parse("tag:env!=prod"))
                .isEqualTo(new Not(new Attribute(Kind.TAG, "env", Operator.EQUAL, Optional.of("prod"))));
        assertThat(TargetParser.parse("pkg:bash!=5"))
                .isEqualTo(new And(List.of(
                        new Attribute(Kind.PKG, "bash", Operator.PRESENT, Optional.empty()),
                        new Not(new Attribute(Kind.PKG, "bash", Operator.EQUAL, Optional.of("5"))))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "tga:env=prod|1|there is no 'tga:'",
                "a or tag:|10|a name is missing",
                "tag:env=|9|a value is missing",
                "tag:env=\"x|9|not closed",
                "tag:env=a\"b\"|10|put the whole value",
                "tag:env=\"x\"y|9|a space or ')' is missing",
                "tag:env<prod|9|no place in an order",
                "role:web=1|9|not compared",
                "role:|6|a name or pattern is missing",
                "site:b[|7|not closed",
                "pkg:bash<1:2:3|10|no version",
                "fact:a.b=~[|11|regular expression is invalid",
                "fact:a.b=~\"(?i)x\"|11|are not taken",
                "fact:a.b=~\"(a)\\1\"|11|after '\\'",
                "fact:a.b=~\"(a{50}){50}\"|11|more than 200",
                "fact:a.b=~a++|11|can't follow",
                "@|1|a group's name is missing",
                "@a_b|3|no meaning",
                "@-a|1|a group's name has",
                "env=prod|4|say what is compared",
            })
    void saysWhatIsWrongInACondition(String text, int column, String message) {
        ErrorDetail detail = detail(text);
        assertThat(detail.column()).as(detail.message()).isEqualTo(column);
        assertThat(detail.message()).contains(message);
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
        assertThat(detail("tag:a or ".repeat(101) + "a").message()).contains("more than 100 conditions");
        assertThat(detail("tag:a=\"" + "a".repeat(256) + "\"").message()).contains("at most 255");
        assertThat(detail("tag:a=" + "a".repeat(2_000)).message()).contains("at most 1024");
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
