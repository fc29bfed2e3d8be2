// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.ansible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centossrv.jinja.error.JinjaException;
import io.centossrv.jinja.error.UndefinedError;
import io.centossrv.jinja.spi.Syntax;
import io.centossrv.jinja.value.Marked;
import io.centossrv.jinja.value.Text;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplarTest {
    private final Map<String, Object> variables = new LinkedHashMap<>();
    private final Templar templar = Templating.builder().build().templar(RawVariables.of(variables));

    TemplarTest() {
        variables.put("port", 80L);
        variables.put("on", true);
        variables.put("nothing", null);
        variables.put("list", List.of(1L, "{{ port }}"));
        variables.put("lazy", "{{ port + 1 }}");
        variables.put("condition", "port == 80");
        variables.put("circle", "{{ circle }}");
        variables.put("needs", "{{ missing }}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "{{ port }} ¦ 80",
                "{{ port + 1 }} ¦ `'81'`",
                "{{ on }} ¦ True",
                "{{ nothing }} ¦ None",
                "{{ list }} ¦ `[1, 80]`",
                "{{ [port] }} ¦ `[80]`",
                "{{ list | to_json }} ¦ `'[1, 80]'`",
                "x{{ nothing }}y ¦ `'xy'`",
                "{{ lazy }} ¦ `'81'`",
                "{{ 'a\\nb' }} ¦ `'a\\\\nb'`",
                "{% set x = '\\t' %}{{ x | length }} ¦ `'1'`",
                "plain ¦ `'plain'`",
                "{{ 'true' | bool }} ¦ True",
                "{{ 'a.b' | regex_replace('\\.', '-') }} ¦ `'a-b'`",
                "{{ {'a': {'b': 1}} | combine({'a': {'c': 2}}, recursive=True) }} ¦ `{'a': {'b': 1, 'c': 2}}`",
                "{{ '1.10' is version('1.9', '>') }} ¦ True",
                "{{ needs is defined }} ¦ False",
                "{{ query('sequence', 'start=1 end=3') }} ¦ `['1', '2', '3']`"
            })
    void evaluatesAsAnsibleDoes(String template, String repr) {
        assertThat(Text.repr(templar.template(template))).isEqualTo(repr);
    }

    @Test
    void conditionsAreTemplatedAndThenEvaluated() {
        assertThat(templar.condition("port == 80 and on")).isTrue();
        assertThat(templar.condition("{{ condition }}")).isTrue();
        assertThat(templar.condition(List.of("on", "port > 100"))).isFalse();
        assertThat(templar.condition("missing is defined")).isFalse();
        assertThat(templar.condition(null)).isTrue();
        assertThatThrownBy(() -> templar.condition("missing == 1")).isInstanceOf(UndefinedError.class);
    }

    @Test
    void aVariableThatRefersToItselfComesToAnEnd() {
        assertThatThrownBy(() -> templar.template("{{ circle }}"))
                .isInstanceOf(JinjaException.class)
                .hasMessageContaining("circle");
    }

    @Test
    void wordsOfANodeAreNeverATemplate() {
        String words = "{{ lookup('pipe', 'touch /tmp/never') }}";
        RawVariables ofANode = new RawVariables() {
            @Override
            public Optional<Raw> find(String name) {
                return name.equals("fact") ? Optional.of(new Raw(words, false)) : Optional.empty();
            }

            @Override
            public Collection<String> names() {
                return List.of("fact");
            }
        };
        Templar careful = Templating.builder().build().templar(ofANode);

        Object value = careful.template("{{ fact }}");

        assertThat(value).hasToString(words);
        assertThat(Marked.is(value, Marked.Mark.UNSAFE)).isTrue();
        assertThat(careful.template(value)).isSameAs(value);
        assertThatThrownBy(() -> careful.condition("{{ fact }}")).hasMessageContaining("unsafe");
    }

    @Test
    void filesKeepTheirTextAndMaySetTheirSyntax() {
        Syntax syntax = Syntax.defaults().withTrimBlocks(true);

        assertThat(templar.file("a.j2", "{% if on %}\n[{{ port }}]\n{% endif %}\n", syntax))
                .isEqualTo("[80]\n");
        assertThat(templar.file("a.j2", "#jinja2: trim_blocks: False\n{% if on %}\nx{% endif %}\n", syntax))
                .isEqualTo("\nx\n");
        assertThat(templar.file(
                        "a.j2",
                        "#jinja2: variable_start_string: '[%', variable_end_string: '%]'\n[% port %]{{ x }}",
                        syntax))
                .isEqualTo("80{{ x }}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "block_start_string: ''; empty",
                "block_start_string: '{{'; start differently",
                "block_strat_string: '<%'; not known",
                "trim_blocks; colon"
            })
    void aHeaderThatIsWrongIsAnErrorOfTheTemplate(String header, String reason) {
        assertThatThrownBy(() -> templar.file("a.j2", "#jinja2: " + header + "\n{{ port }}", Syntax.defaults()))
                .isInstanceOf(JinjaException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void lookupsFindFilesOfTheProject(@TempDir Path project) throws Exception {
        Files.createDirectories(project.resolve("files"));
        Files.writeString(project.resolve("files/motd"), "hello\n\n");
        Templar local =
                Templating.builder().searchPath(List.of(project)).build().templar(RawVariables.of(variables));

        assertThat(local.template("{{ lookup('file', 'motd') }}")).hasToString("hello");
        assertThat(local.template("{{ lookup('file', 'nope', errors='ignore') }}"))
                .isEqualTo("");
        assertThatThrownBy(() -> local.template("{{ lookup('file', 'nope') }}"))
                .isInstanceOf(JinjaException.class)
                .hasMessageContaining("nope");
    }
}
