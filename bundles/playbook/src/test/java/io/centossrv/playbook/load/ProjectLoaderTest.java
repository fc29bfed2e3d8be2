// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.centossrv.jinja.value.Marked;
import io.centossrv.playbook.Mistake;
import io.centossrv.playbook.MistakeKind;
import io.centossrv.playbook.model.Block;
import io.centossrv.playbook.model.Loaded;
import io.centossrv.playbook.model.Origin;
import io.centossrv.playbook.model.Play;
import io.centossrv.playbook.model.Playbook;
import io.centossrv.playbook.model.Role;
import io.centossrv.playbook.model.Task;
import io.centossrv.playbook.model.Vaulted;
import io.centossrv.playbook.module.ModuleCatalog;
import io.centossrv.playbook.module.Project;
import io.centossrv.playbook.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProjectLoaderTest {
    private static final Set<String> ACTIONS = Stream.of(
                    "command",
                    "copy",
                    "debug",
                    "import_role",
                    "import_tasks",
                    "include_role",
                    "include_tasks",
                    "meta",
                    "validate_argument_spec")
            .map(name -> "ansible.builtin." + name)
            .collect(Collectors.toSet());

    private final Map<String, byte[]> files = new TreeMap<>();

    @Test
    void allWaysToWriteAnActionGiveTheSame() {
        Play play = play("""
                - hosts: all
                  tasks:
                    - copy: {src: a, dest: /b c}
                    - copy: src=a dest="/b c"
                    - action: copy src=a dest="/b c"
                    - ansible.builtin.copy: {dest: /b c}
                      args: {src: a, dest: lost}
                    - action: {module: copy, src: a, dest: /b c}
                    - ansible.legacy.copy:
                        src: a
                        dest: /b c
                """);

        for (int i = 0; i < 6; i++) {
            Task task = (Task) play.tasks().get(i);
            assertEquals("ansible.builtin.copy", task.action().module());
            assertEquals(Map.of("src", "a", "dest", "/b c"), task.action().arguments(), "task " + i);
        }
    }

    @Test
    void commandsKeepTheirTextAndTheirOptionsApart() {
        Play play = play("""
                - hosts: all
                  tasks:
                    - command: echo a=b  "c d" chdir=/tmp
                    - command: {cmd: "echo {{ x }}", chdir: /}
                    - local_action: command echo one
                    - copy: "{{ arguments }}"
                """);

        assertEquals(
                Map.of("_raw_params", "echo a=b  \"c d\"", "chdir", "/tmp"),
                ((Task) play.tasks().get(0)).action().arguments());
        assertEquals(
                Map.of("_raw_params", "echo {{ x }}", "chdir", "/"),
                ((Task) play.tasks().get(1)).action().arguments());
        Task local = (Task) play.tasks().get(2);
        assertEquals(Optional.of("localhost"), local.keywords().value("delegate_to"));
        assertEquals(Map.of("_raw_params", "echo one"), local.action().arguments());
        assertEquals(
                Map.of("_variable_params", "{{ arguments }}"),
                ((Task) play.tasks().get(3)).action().arguments());
    }

    @Test
    void valuesAreKeptAsTheyAreWritten() {
        Play play = play("""
                - hosts: [web, "db*"]
                  serial: [1, "50%"]
                  vars:
                    a: "{{ b }}"
                    n: 0644
                    u: !unsafe "{{ b }}"
                    v: !vault |
                      $ANSIBLE_VAULT;1.1;AES256
                      61
                    m: {1: one, true: yes, x: ~}
                  tasks: []
                """);

        assertEquals(List.of("web", "db*"), play.hosts());
        assertEquals("web,db*", play.name());
        assertEquals(List.of(1L, "50%"), play.keywords().value("serial").orElseThrow());
        Map<String, Object> vars = play.keywords().vars();
        assertEquals("{{ b }}", vars.get("a"));
        assertEquals(420L, vars.get("n"));
        assertTrue(Marked.is(vars.get("u"), Marked.Mark.UNSAFE));
        assertInstanceOf(Vaulted.class, vars.get("v"));
        Map<?, ?> map = (Map<?, ?>) vars.get("m");
        assertEquals("one", map.get(1L));
        assertEquals(true, map.get(true));
        assertTrue(map.containsKey("x") && map.get("x") == null);
        assertEquals(
                10, play.keywords().get("vars").orElseThrow().place().at("m").line());
    }

    @Test
    void importsBringTheirTasksAndIncludesStay() {
        file("site.yml", """
                - hosts: all
                  vars: {part: one}
                  tasks:
                    - import_tasks: "sub/{{ part }}.yml"
                      tags: t
                      when: x
                    - include_tasks: later.yml
                """);
        file("sub/one.yml", "- debug: {msg: a}\n- import_tasks: two.yml\n");
        file("sub/two.yml", "- debug: {msg: b}\n");

        Play play = only(load());

        Block imported = (Block) play.tasks().get(0);
        assertEquals(new Origin.ImportedTasks("sub/one.yml"), imported.origin());
        assertEquals(Optional.of("t"), imported.keywords().value("tags"));
        Block inner = (Block) imported.tasks().get(1);
        assertEquals(new Origin.ImportedTasks("sub/two.yml"), inner.origin());
        assertTrue(((Task) play.tasks().get(1)).action().is("include_tasks"));
    }

    @Test
    void rolesComeWithAllThatTheyHave() {
        file("site.yml", """
                - hosts: all
                  roles:
                    - r
                    - {role: r, listen_port: 80, tags: [x], vars: {v: 1}}
                    - r
                  tasks:
                    - import_role: {name: r, tasks_from: other}
                """);
        file("roles/r/tasks/main.yml", "- debug:\n");
        file("roles/r/tasks/other.yml", "- meta: noop\n");
        file("roles/r/handlers/main.yml", "- name: h\n  listen: [a, b]\n  debug:\n");
        file("roles/r/defaults/main/a.yml", "d: 1\n");
        file("roles/r/defaults/main/b.yml", "d: 2\ne: 3\n");
        file("roles/r/vars/main.yaml", "v: 5\n");
        file("roles/r/meta/main.yml", "dependencies: [base]\nallow_duplicates: yes\n");
        file("roles/r/meta/argument_specs.yml", "argument_specs: {main: {options: {listen_port: {type: int}}}}\n");
        file("roles/base/tasks/main.yml", "- debug:\n");

        Play play = only(load());

        assertEquals(4, play.roles().size());
        Role first = play.roles().get(0);
        Role second = play.roles().get(1);
        assertSame(first, play.roles().get(2));
        assertEquals(Map.of("d", 2L, "e", 3L), first.defaults());
        assertEquals(Map.of("v", 5L), first.vars());
        assertEquals("base", first.dependencies().get(0).name());
        assertTrue(first.allowDuplicates());
        assertTrue(((Task) first.tasks().get(0)).action().is("validate_argument_spec"));
        assertEquals(List.of("a", "b"), ((Task) first.handlers().get(0)).listen());
        assertEquals(Map.of("listen_port", 80L), second.params());
        assertEquals(List.of("x"), second.keywords().value("tags").orElseThrow());
        Role imported = play.roles().get(3);
        assertTrue(imported.included());
        assertTrue(((Task) imported.tasks().get(0)).action().is("meta"));
        assertEquals(new Origin.ImportedRole(imported), ((Block) play.tasks().get(0)).origin());
    }

    @Test
    void playbooksAreImportedWithTheirVariablesTagsAndConditions() {
        file("site.yml", "- import_playbook: sub/web.yml\n  vars: {a: 1}\n  tags: x\n  when: y\n- hosts: all\n");
        file("sub/web.yml", "- hosts: web\n  vars: {a: 0, b: 2}\n  tags: [z]\n  roles: [r]\n");
        file("sub/roles/r/tasks/main.yml", "- debug:\n");

        List<Play> plays = load().value().orElseThrow().plays();

        assertEquals(2, plays.size());
        assertEquals(Map.of("a", 1L, "b", 2L), plays.get(0).keywords().vars());
        assertEquals(List.of("x", "z"), plays.get(0).keywords().value("tags").orElseThrow());
        assertEquals(List.of("y"), plays.get(0).conditions());
        assertEquals("sub/roles/r", plays.get(0).roles().get(0).path());
    }

    @Test
    void eachMistakeHasItsPlaceItsReasonAndAnsiblesKind() {
        assertMistake(MistakeKind.CONFLICTING_ACTION, 4, 7, "did you mean 'when'", """
                - hosts: all
                  tasks:
                    - debug:
                      whenn: true
                """);
        assertMistake(MistakeKind.UNKNOWN_KEYWORD, 2, 3, "did you mean 'tasks'", "- hosts: all\n  taskz: []\n");
        assertMistake(MistakeKind.UNKNOWN_MODULE, 3, 7, "did you mean 'debug'", """
                - hosts: all
                  tasks:
                    - debgu: {msg: x}
                """);
        assertMistake(MistakeKind.NO_ACTION, 3, 7, "names no module", "- hosts: all\n  tasks:\n    - name: x\n");
        assertMistake(MistakeKind.BAD_VALUE, 2, 10, "takes a list", "- hosts: all\n  tasks: oops\n");
        assertMistake(MistakeKind.MISSING_ROLE, 2, 12, "was not found in roles/nix", "- hosts: all\n  roles: [ nix]\n");
        assertMistake(MistakeKind.OTHER, 5, 7, "duplicate loop", """
                - hosts: all
                  tasks:
                    - debug:
                      loop: [1]
                      with_items: [2]
                """);
        assertMistake(MistakeKind.MALFORMED, 2, 16, "no name for a variable", "- hosts: all\n  vars: {a: 1, b-c: 2}\n");
        assertMistake(MistakeKind.YAML_SYNTAX, 0, 0, "escape", "- hosts: \"\\x");
    }

    @Test
    void whatLeadsBackToItselfIsRefused() {
        file("site.yml", "- hosts: all\n  roles: [a]\n");
        file("roles/a/meta/main.yml", "dependencies: [b]\n");
        file("roles/b/meta/main.yml", "dependencies: [a]\n");
        assertEquals(MistakeKind.RECURSION, load().mistakes().get(0).kind());

        file("site.yml", "- hosts: all\n  tasks:\n    - import_tasks: t.yml\n");
        file("t.yml", "- import_tasks: t.yml\n");
        assertEquals(MistakeKind.RECURSION, load().mistakes().get(0).kind());

        file("site.yml", "- import_playbook: site.yml\n");
        assertEquals(MistakeKind.RECURSION, load().mistakes().get(0).kind());
    }

    @Test
    void importsThatMultiplyAreRefused() {
        file("site.yml", "- hosts: all\n  tasks:\n    - import_tasks: t0.yml\n");
        for (int i = 0; i < 20; i++) {
            file("t" + i + ".yml", ("- import_tasks: t" + (i + 1) + ".yml\n").repeat(4));
        }
        file("t20.yml", "- debug:\n");

        assertEquals("too-large", load().mistakes().get(0).code());
    }

    @Test
    void cutAtAnyByteItIsReadOrRefused() {
        String whole = """
                - hosts: "\\x41{{ x }}"
                  vars: {a: !unsafe b, c: !vault d}
                  roles: [r, {role: r, p: 1}]
                  tasks:
                    - name: "a"
                      command: echo "b c" chdir={{ d }}
                      with_items: [1, 2]
                    - block:
                        - import_tasks: t.yml
                      rescue: [{debug: {}}]
                """;
        file("roles/r/tasks/main.yml", "- debug:\n");
        file("t.yml", "- debug:\n");
        byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            files.put("site.yml", Arrays.copyOf(bytes, i));
            Loaded<Playbook> loaded = load();
            assertEquals(loaded.value().isPresent(), loaded.mistakes().isEmpty(), "cut at " + i);
        }
    }

    private void assertMistake(MistakeKind kind, int line, int column, String part, String playbook) {
        file("site.yml", playbook);
        Loaded<Playbook> loaded = load();
        assertFalse(loaded.mistakes().isEmpty(), playbook);
        Mistake mistake = loaded.mistakes().get(0);
        assertEquals(kind, mistake.kind(), mistake.toString());
        assertEquals(line, mistake.position().line(), mistake.toString());
        assertEquals(column, mistake.position().column(), mistake.toString());
        assertTrue(mistake.message().contains(part), mistake.toString());
    }

    private Play play(String playbook) {
        file("site.yml", playbook);
        return only(load());
    }

    private static Play only(Loaded<Playbook> loaded) {
        assertEquals(List.of(), loaded.mistakes());
        return loaded.value().orElseThrow().plays().get(0);
    }

    private void file(String path, String content) {
        files.put(path, content.getBytes(StandardCharsets.UTF_8));
    }

    private Loaded<Playbook> load() {
        return new ProjectLoader(new LoadSettings(
                        Project.of(files), new ModuleCatalog(List.of()), ACTIONS, Map.of(), Vault.without(), false))
                .playbook("site.yml");
    }
}
