// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArgumentSpecTest {
    private final ArgumentSpec spec =
            new ProbeModule("ansible.builtin.probe", context -> ModuleResult.of(false, Map.of())).arguments();

    private ArgumentSpec.Checked check(Map<String, Object> given) {
        return spec.check("probe", given, text -> text.replace("~", "/home/u"));
    }

    private List<String> codes(Map<String, Object> given) {
        return check(given).mistakes().stream().map(ArgumentMistake::code).toList();
    }

    @Test
    void coercesAsAnsibleDoes() {
        Arguments right = check(Map.of(
                        "dest", "~/a",
                        "state", true,
                        "force", "Yes",
                        "size", " 12 ",
                        "content", List.of("a", 1L, true),
                        "words", "a,b"))
                .arguments();
        assertThat(right.required("path")).isEqualTo("/home/u/a");
        assertThat(right.flag("force")).isTrue();
        assertThat(right.number("size")).contains(12L);
        assertThat(right.text("content")).contains("['a', 1, True]");
        assertThat(right.texts("words")).containsExactly("a", "b");
        assertThat(right.text("state")).isEmpty();
    }

    @Test
    void numbersForTrueAndFalse() {
        assertThat(check(Map.of("path", "x", "force", 1L)).arguments().flag("force"))
                .isTrue();
        assertThat(check(Map.of("path", "x", "force", 0.0)).arguments().flag("force"))
                .isFalse();
        assertThat(codes(Map.of("path", "x", "force", 2L))).containsExactly("bad-type");
        assertThat(codes(Map.of("path", "x", "force", "perhaps"))).containsExactly("bad-type");
    }

    @Test
    void wholeNumbersOnly() {
        assertThat(codes(Map.of("path", "x", "size", 1.5))).containsExactly("bad-type");
        assertThat(codes(Map.of("path", "x", "size", "99999999999999999999"))).containsExactly("bad-type");
    }

    @Test
    void listElementsBecomeTexts() {
        Map<String, Object> given = new HashMap<>();
        given.put("path", "x");
        given.put("words", Arrays.asList("echo", 1L, null, 1.5e20));
        assertThat(check(given).arguments().texts("words")).containsExactly("echo", "1", "None", "1.5e+20");
    }

    @Test
    void allMistakesAreTold() {
        assertThat(codes(Map.of("statte", "on", "state", "up", "src", "a", "content", "b", "selevel", "s0")))
                .containsExactlyInAnyOrder(
                        "unsupported-option", "mutually-exclusive", "missing-required", "bad-choice", "unsupported");
    }

    @Test
    void nothingGivenIsAsIfLeftOut() {
        Map<String, Object> given = new HashMap<>();
        given.put("path", null);
        given.put("size", null);
        assertThat(codes(given)).containsExactly("missing-required");
    }

    @Test
    void argumentsTellNoValues() {
        assertThat(check(Map.of("path", "/s3cret")).arguments().toString())
                .doesNotContain("s3cret")
                .contains("path");
    }

    @Test
    void optionsAskForOthers() {
        ArgumentSpec spec = ArgumentSpec.of(List.of(
                        ArgumentOption.of("state", ArgumentType.STR).orElse("present"),
                        ArgumentOption.of("src", ArgumentType.STR),
                        ArgumentOption.of("type", ArgumentType.STR),
                        ArgumentOption.of("cert", ArgumentType.STR),
                        ArgumentOption.of("key", ArgumentType.STR)))
                .requiredIf("state", "present", "src", "type")
                .requiredOneIf("state", "any", "src", "type")
                .requiredTogether("cert", "key")
                .requiredBy("type", "src");
        assertThat(messages(spec, Map.of("src", "a")))
                .containsExactly("state is present but all of the following are missing: type");
        assertThat(messages(spec, Map.of("state", "any")))
                .containsExactly("state is any but any of the following are missing: src, type");
        assertThat(messages(spec, Map.of("state", "any", "src", "a"))).isEmpty();
        assertThat(messages(spec, Map.of("state", "none", "cert", "a")))
                .containsExactly("parameters are required together: cert, key");
        assertThat(messages(spec, Map.of("state", "none", "type", "a")))
                .containsExactly("missing parameter(s) required by 'type': src");
    }

    private static List<String> messages(ArgumentSpec spec, Map<String, Object> given) {
        return spec.check("probe", given, text -> text).mistakes().stream()
                .map(ArgumentMistake::message)
                .toList();
    }

    @Test
    void pairsInATextAreADict() {
        ArgumentSpec spec = ArgumentSpec.of(List.of(ArgumentOption.of("headers", ArgumentType.DICT)));
        ArgumentSpec.Checked checked = spec.check("probe", Map.of("headers", "a=1, b='c d=e'  f=\\ g"), text -> text);
        assertThat(checked.arguments().raw("headers")).contains(Map.of("a", "1", "b", "c d=e", "f", " g"));
        assertThat(messages(spec, Map.of("headers", "nonsense")))
                .containsExactly("argument 'headers' is of type str and we were unable to convert to dict:"
                        + " dictionary requested, could not parse JSON or key=value");
    }
}
