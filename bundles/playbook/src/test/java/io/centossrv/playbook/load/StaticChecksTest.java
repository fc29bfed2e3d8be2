// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.centossrv.playbook.Mistake;
import io.centossrv.playbook.module.ArgumentOption;
import io.centossrv.playbook.module.ArgumentSpec;
import io.centossrv.playbook.module.ArgumentType;
import io.centossrv.playbook.module.Module;
import io.centossrv.playbook.module.ModuleCatalog;
import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleResult;
import io.centossrv.playbook.module.Project;
import io.centossrv.playbook.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StaticChecksTest {
    @Test
    void literalArgumentsAreCheckedBeforeTheRun() {
        assertMistake("missing-required", 3, 7, "path", "    - touch: {count: 1}\n");
        assertMistake("unsupported-option", 3, 31, "did you mean 'count'", "    - touch: {path: a, cuont: 1}\n");
        assertMistake("bad-type", 3, 31, "count", "    - touch: {path: a, count: many}\n");
    }

    @Test
    void whatIsNotKnownYetIsLeftToTheRun() {
        assertEquals(List.of(), check("    - touch: {path: '{{ a }}', count: '{{ b }}'}\n"));
        assertEquals(List.of(), check("    - touch: {path: !unsafe '{{ a }}'}\n"));
        assertEquals(List.of(), check("    - touch: '{{ arguments }}'\n"));
        assertEquals(List.of(), check("    - touch: {count: 1}\n  module_defaults: {touch: {path: a}}\n"));
        assertEquals(
                "unsupported-option",
                check("    - touch: {path: '{{ a }}', cuont: 1}\n").get(0).code());
    }

    @Test
    void valuesOfKeywordsAreChecked() {
        assertMistake("bad-type", 4, 15, "'become'", "    - touch: {path: a}\n      become: perhaps\n");
        assertMistake("bad-type", 4, 16, "'retries'", "    - touch: {path: a}\n      retries: few\n");
        assertMistake("bad-name", 4, 17, "'a b'", "    - touch: {path: a}\n      register: a b\n");
        assertMistake("bad-value", 4, 13, "'strategy'", "    - touch: {path: a}\n  strategy: quick\n");
        assertEquals(
                List.of(),
                check("    - touch: {path: a}\n      become: '{{ b }}'\n      retries: '3'\n      no_log: 'yes'\n"));
    }

    private static void assertMistake(String code, int line, int column, String part, String tasks) {
        List<Mistake> mistakes = check(tasks);
        assertEquals(1, mistakes.size(), mistakes.toString());
        Mistake mistake = mistakes.get(0);
        assertEquals(code, mistake.code(), mistake.toString());
        assertTrue(mistake.message().contains(part), mistake.toString());
        assertEquals(line, mistake.position().line(), mistake.toString());
        assertEquals(column, mistake.position().column(), mistake.toString());
    }

    private static List<Mistake> check(String tasks) {
        byte[] text = ("- hosts: all\n  tasks:\n" + tasks).getBytes(StandardCharsets.UTF_8);
        ProjectLoader loader = new ProjectLoader(new LoadSettings(
                Project.of(Map.of("site.yml", text)),
                new ModuleCatalog(List.of(new Touch())),
                Set.of(),
                Map.of(),
                Vault.without(),
                false));
        return loader.check(loader.playbook("site.yml").value().orElseThrow());
    }

    private static final class Touch implements Module {
        @Override
        public String name() {
            return "ansible.builtin.touch";
        }

        @Override
        public ArgumentSpec arguments() {
            return ArgumentSpec.of(List.of(
                    ArgumentOption.of("path", ArgumentType.STR).must(), ArgumentOption.of("count", ArgumentType.INT)));
        }

        @Override
        public ModuleResult run(ModuleContext context) {
            throw new AssertionError("nothing runs here");
        }
    }
}
