// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.error.JinjaException;
import io.centossrv.jinja.error.LimitExceeded;
import io.centossrv.jinja.error.TemplateSyntaxError;
import io.centossrv.jinja.error.UndefinedError;
import io.centossrv.jinja.spi.Limits;
import io.centossrv.jinja.spi.Variables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {
    private static final Map<String, String> TEMPLATES = Map.of(
            "base", "<{% block head %}base{% endblock %}|{% block body required %}{% endblock %}>",
            "child",
                    "{% extends 'base' %}lost{% block head %}{{ super() }}+child{% endblock %}"
                            + "{% block body %}{{ name }}{% endblock %}",
            "macros", "{% macro twice(x, sep='-') %}{{ x }}{{ sep }}{{ x }}{% endmacro %}{% set answer = 42 %}",
            "loop", "{% include 'loop' %}");

    private static final Limits SMALL = new Limits(10_000, 20, 10_000, 100_000);

    private static final Environment ENVIRONMENT = Environment.builder()
            .limits(SMALL)
            .loader(name -> Optional.ofNullable(TEMPLATES.get(name)))
            .build();

    private static String render(String source) {
        Map<String, Object> variables = Map.of("name", "ann", "items", List.of(3L, 1L, 2L), "d", Map.of("k", "v"));
        return (String) ENVIRONMENT.compile("test.j2", source).render(Variables.of(variables));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "{{ 7 // -2 }} {{ -7 % 3 }} {{ 2 ** 70 }} {{ 1e16 }} {{ 0.1 + 0.2 }} ¦ -4 2 1180591620717411303424 1e+16 0.30000000000000004",
                "{% for i in items if i > 1 %}{{ loop.index }}:{{ i }}{{ ',' if not loop.last }}{% endfor %} ¦ 1:3,2:2",
                "{% set ns = namespace(n=0) %}{% for i in items %}{% set ns.n = ns.n + i %}{% endfor %}{{ ns.n }} ¦ 6",
                "{% set x = 1 %}{% for i in items %}{% set x = i %}{% endfor %}{{ x }} ¦ 1",
                "{% macro m(a, b=2) %}{{ a }}{{ b }}{{ varargs }}{% endmacro %}{{ m(1) }} {{ m(1, 3, 4) }} ¦ 12() 13(4,)",
                "{% macro box() %}[{{ caller('x') }}]{% endmacro %}{% call(v) box() %}{{ v }}!{% endcall %} ¦ [x!]",
                "{% from 'macros' import twice, answer as a %}{{ twice('o') }} {{ a }} ¦ o-o 42",
                "{% import 'macros' as m %}{{ m.twice('o', sep='') }} ¦ oo",
                "{% include 'child' %} ¦ <base+child|ann>",
                "{{ 'a' if false }}|{{ 'abc'[::-1] }}|{{ 'x,y'.split(',') }} ¦ |cba|['x', 'y']",
                "{{ '%05.1f|%-4s|%x' % (3.14159, 'ab', 255) }} ¦ 003.1|ab  |ff",
                "{{ '{0:>5}|{k!r}|{1:,}'.format('a', 1234567, k='v') }} ¦ `    a|'v'|1,234,567`",
                "{% raw %}{{ x }}{% endraw %}{# gone #}{{- ' y' }} ¦ {{ x }} y",
                "{{ items | sort | join('-') }} {{ items | map('string') | list }} ¦ 1-2-3 ['3', '1', '2']",
                "{{ 'x' is in 'xyz' }} {{ 3 is divisibleby 3 }} {{ d is mapping }} {{ nope is defined }} ¦ True True True False",
                "{% with a = 1, b = 2 %}{{ a + b }}{% endwith %}{% filter upper %}q{% endfilter %} ¦ 3Q",
                "{% for a, (b, c) in [(1, (2, 3))] %}{{ a }}{{ b }}{{ c }}{% else %}none{% endfor %} ¦ 123",
                "{% for i in [1, [2, [3]]] recursive %}{{ loop(i) if i is iterable else i }}{% endfor %} ¦ 123",
                "{{ 1 < 2 < 3 }} {{ not 1 == 2 }} {{ 'a' ~ 1 ~ none }} {{ 3 > 2 > 2 }} ¦ True True a1None False"
            })
    void rendersAsPythonDoes(String source, String expected) {
        assertThat(render(source)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            value = {
                "one\\n{{ 1 + }} ¦ 2 ¦ 8 ¦ unexpected",
                "{% if x %} ¦ 1 ¦ 11 ¦ Unexpected end of template",
                "{{ x | uper }} ¦ 1 ¦ 8 ¦ Did you mean 'upper'?",
                "{{ x is strng }} ¦ 1 ¦ 9 ¦ Did you mean 'string'?",
                "{{ (1, 2] }} ¦ 1 ¦ 9 ¦ unexpected ']'",
                "{{ 'open }} ¦ 1 ¦ 4 ¦ unexpected char",
                "{% nope %} ¦ 1 ¦ 4 ¦ unknown tag"
            })
    void saysWhereATemplateIsWrong(String source, int line, int column, String message) {
        TemplateSyntaxError error = catchThrowableOfType(
                TemplateSyntaxError.class, () -> ENVIRONMENT.compile("test.j2", source.replace("\\n", "\n")));

        assertThat(error).hasMessageContaining(message);
        assertThat(error.place()).hasValueSatisfying(place -> {
            assertThat(place.line()).isEqualTo(line);
            assertThat(place.column()).isEqualTo(column);
        });
    }

    @Test
    void saysWhereAValueIsMissingOrOfTheWrongType() {
        UndefinedError missing =
                catchThrowableOfType(UndefinedError.class, () -> render("a\n  {{ d.nope.more | upper }}"));
        EvaluationError wrong = catchThrowableOfType(EvaluationError.class, () -> render("{{ 1 + 'a' }}"));

        assertThat(missing).hasMessage("'dict object' has no attribute 'nope'");
        assertThat(missing.place()).hasValueSatisfying(place -> {
            assertThat(place.toString()).isEqualTo("test.j2:2:6 (d.nope.more | upper)");
        });
        assertThat(wrong).hasMessage("unsupported operand type(s) for +: 'int' and 'str'");
        assertThat(wrong.place()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% for i in range(5000) %}{% for j in range(5000) %}{% endfor %}{% endfor %}",
                "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
                "{% include 'loop' %}",
                "{% for i in range(9000) %}{{ 'xxxxxxxxxx' }}{% endfor %}",
                "{{ 'x' * 999999999 }}",
                "{{ 'x'.ljust(2000000000) }}",
                "{{ 'x' | center(2000000000) }}",
                "{{ '7'.zfill(2000000000) }}",
                "{{ '\\t'.expandtabs(2000000000) }}",
                "{{ 'a\nb' | indent(2000000000) }}",
                "{{ [1] | tojson(indent=2000000000) }}",
                "{{ [1] | batch(2000000000, 'x') | list }}",
                "{{ [1] | slice(2000000000) | list }}",
                "{{ 9 ** 99999999 }}",
                "{% set l = [] %}{% set _ = l.append(l) %}{{ l }}",
                "{{ '%99999999d' % 1 }}",
                "{{ ((((1)))) }}{{ range(99999999999) }}"
            })
    void comesToAnEnd(String source) {
        assertThatThrownBy(() -> render(source)).isInstanceOf(JinjaException.class);
    }

    @Test
    void anExpressionNestedTooDeepIsRefusedAndNotAStackOverflow() {
        assertThatThrownBy(() -> render("{{ " + "(".repeat(5000) + "1" + ")".repeat(5000) + " }}"))
                .isInstanceOf(TemplateSyntaxError.class);
        assertThatThrownBy(() -> render("{{ " + "-".repeat(5000) + "1 }}")).isInstanceOf(TemplateSyntaxError.class);
        assertThat(render("{{ " + "not ".repeat(5000) + "true }}")).isEqualTo("True");
    }

    @Test
    void aRegularExpressionThatExplodesComesToAnEnd() {
        Environment environment = Environment.builder()
                .limits(SMALL)
                .filters(Map.of("hit", (value, arguments, evaluation) -> evaluation
                        .matcher("(x+x+)+y", 0, value.toString())
                        .find()))
                .build();

        assertThatThrownBy(() ->
                        environment.compile("test.j2", "{{ ('x' * 60) | hit }}").render(Variables.of(Map.of())))
                .isInstanceOf(LimitExceeded.class)
                .hasMessageContaining("regular expressions");
    }

    @Test
    void oneTemplateIsRenderedByManyThreads() throws Exception {
        Template template = ENVIRONMENT.compile(
                "test.j2",
                "{% set ns = namespace(n=0) %}{% for i in range(n) %}{% set ns.n = ns.n + 1 %}{% endfor %}{{ ns.n }}");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Object>> renderings = new ArrayList<>();
            for (long n = 0; n < 200; n++) {
                Map<String, Object> variables = Map.of("n", n);
                renderings.add(() -> template.render(Variables.of(variables)));
            }
            List<Future<Object>> rendered = threads.invokeAll(renderings);
            for (int n = 0; n < 200; n++) {
                assertThat(rendered.get(n).get()).isEqualTo(Integer.toString(n));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aTemplateReachesNothingButItsVariables() {
        assertThatThrownBy(() -> render("{{ name.class }}")).isInstanceOf(UndefinedError.class);
        assertThatThrownBy(() -> render("{{ name.__class__.__mro__ }}")).isInstanceOf(UndefinedError.class);
        assertThatThrownBy(() -> render("{{ name.getBytes() }}")).isInstanceOf(UndefinedError.class);
        assertThatThrownBy(() -> render("{{ '{0.class}'.format(name) }}")).isInstanceOf(UndefinedError.class);
    }
}
