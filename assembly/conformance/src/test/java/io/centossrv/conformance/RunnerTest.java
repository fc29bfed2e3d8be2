// SPDX-License-Identifier: Apache-2.0
package io.centossrv.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centossrv.playbook.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runner itself, with cases of our own; the corpus is run by {@code ./test conformance}. */
class RunnerTest {
    @TempDir
    Path corpus;

    private final ByteArrayOutputStream details = new ByteArrayOutputStream();

    private static Map<String, Object> vector(String id, String stdout, Map<String, Object> task) {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("cmd", List.of("echo", "a"));
        keys.put("rc", 0L);
        keys.put("stdout", stdout);
        keys.put("stderr", "");
        keys.put("stdout_lines", List.of(stdout));
        keys.put("stderr_lines", List.of());
        Map<String, Object> result =
                Map.of("task", 0L, "changed", true, "failed", false, "skipped", false, "msg", "", "keys", keys);
        Map<String, Object> pass = Map.of("rc", 0L, "results", List.of(result));
        return Map.of(
                "id", id,
                "module", "ansible.builtin.command",
                "setup", List.of(Map.of("path", "f", "kind", "file", "content", "x", "mode", "0644")),
                "tasks", List.of(task),
                "passes", List.of(pass, pass, pass),
                "final", List.of(Map.of("path", "f", "kind", "file", "mode", "0644", "content", "x")));
    }

    private Tally run(List<Map<String, Object>> vectors) throws IOException {
        Path folder = Files.createDirectories(corpus.resolve("modules"));
        Files.write(
                folder.resolve("vectors.jsonl"),
                vectors.stream().map(Json::write).toList());
        return Main.run(corpus, new PrintStream(details, true, StandardCharsets.UTF_8));
    }

    @Test
    void tellsRightFromWrongFromNotYet() throws IOException {
        Map<String, Object> task = Map.of("ansible.builtin.command", "echo a", "check_mode", false);
        Tally tally = run(List.of(
                vector("right", "a", task),
                vector("wrong", "b", task),
                vector("later", "a", Map.of("ansible.builtin.command", "echo {{ a }}")),
                vector("loop", "a", Map.of("ansible.builtin.command", "echo a", "loop", List.of("x")))));
        assertThat(tally.report())
                .startsWith("modules/ansible.builtin.command: 1 passed, 1 failed, 0 deviating, 2 skipped (")
                .endsWith("\n1 passed, 1 failed, 0 deviating, 2 skipped\n");
        assertThat(details.toString(StandardCharsets.UTF_8))
                .contains("FAILED wrong: ")
                .contains("stdout");
    }

    @Test
    void aFolderMayBeOneKindOnly() throws IOException {
        run(List.of());
        assertThat(new Corpus(corpus.resolve("modules")).folders()).containsOnlyKeys("modules");
        Files.createDirectories(corpus.resolve("plays/one"));
        Files.writeString(corpus.resolve("plays/one/case.json"), """
                {"id": "one", "area": "tags", "inventory": ["h1,"], "playbook": "p.yml", "options": {}, "compare": "linear"}
                """);
        Files.writeString(corpus.resolve("plays/one/p.yml"), """
                - name: P
                  hosts: all
                  gather_facts: false
                  tasks:
                    - {name: t, debug: {msg: hello}}
                """);
        String expected = """
                {"rc": 0, "error": null, "files": {}, "recap": {"h1": {"changed": 0, "failed": 0, "ignored": 0, "ok": 1,
                "rescued": 0, "skipped": 0, "unreachable": 0}}, "events": [{"type": "play", "play": "P", "hosts": ["h1"]},
                {"type": "task", "play": "P", "task": "t", "kind": "task"}, {"type": "result", "play": "P", "task": "t",
                "kind": "task", "host": "h1", "status": "ok", "item": null, "out": {"msg": "%s"}}]}
                """;
        Files.writeString(corpus.resolve("plays/one/expect.json"), expected.formatted("hello"));
        assertThat(new Corpus(corpus.resolve("plays")).folders()).containsOnlyKeys("plays");
        assertThat(run(List.of()).count("plays/tags", Verdict.Kind.PASSED)).isEqualTo(1);
        Files.writeString(corpus.resolve("plays/one/expect.json"), expected.formatted("goodbye"));
        assertThat(run(List.of()).count("plays/tags", Verdict.Kind.FAILED)).isEqualTo(1);
    }

    @Test
    void holdsTemplatesAgainstTheReprOfTheirValues() throws IOException {
        Path folder = Files.createDirectories(corpus.resolve("jinja/fixtures")).getParent();
        Files.writeString(folder.resolve("varsets.json"), "{\"std\": {\"port\": 80}}");
        Files.writeString(
                folder.resolve("vectors.jsonl"),
                String.join(
                        "\n",
                        template("right", "{{ port + 1 }}", "\"repr\": \"'81'\""),
                        template("wrong", "{{ port + 1 }}", "\"repr\": \"81\""),
                        template("error", "{{ nope }}", "\"error\": \"undefined\""),
                        template("other", "{{ nope }}", "\"error\": \"syntax\"")));

        Tally tally = Main.run(corpus, new PrintStream(details, true, StandardCharsets.UTF_8));

        assertThat(tally.count("jinja/own", Verdict.Kind.PASSED)).isEqualTo(2);
        assertThat(details.toString(StandardCharsets.UTF_8))
                .contains("FAILED wrong: ")
                .contains("FAILED other: ");
    }

    private static String template(String id, String template, String expected) {
        return "{\"id\": \"" + id + "\", \"group\": \"own\", \"mode\": \"expr\", \"template\": \"" + template
                + "\", \"vars_set\": \"std\", \"vars\": {}, " + expected + "}";
    }

    @Test
    void aFolderWithoutCasesIsAnError() throws IOException {
        Path empty = Files.createDirectory(corpus.resolve("empty"));
        assertThatThrownBy(() -> new Corpus(empty)).isInstanceOf(IOException.class);
    }
}
