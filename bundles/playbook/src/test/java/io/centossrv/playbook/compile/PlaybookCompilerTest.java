// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.playbook.Compilation;
import io.centossrv.playbook.CompiledPlays;
import io.centossrv.playbook.CompiledTask;
import io.centossrv.playbook.Mistake;
import io.centossrv.playbook.json.Json;
import io.centossrv.playbook.module.ModuleCatalog;
import io.centossrv.playbook.module.ModuleResult;
import io.centossrv.playbook.module.ProbeModule;
import io.centossrv.playbook.module.Project;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaybookCompilerTest {
    private static final String WHOLE = """
            - name: First
              hosts: [web*, db1]
              gather_facts: no
              vars: {port: 0x50, on: yes}
              timeout: 30
              tasks:
                - name: one
                  probe: {path: /a, state: 'on'}
                  check_mode: no
                - ansible.builtin.probe:
                    dest: /b
                  args: {size: 3}
                  register: r
                  ignore_errors: yes
                - action: probe path=/c content="two words"
                - action: {module: probe, path: /d, src: x.txt}
                - command: echo 'a  b' creates=/tmp/x
                  when: false
                  no_log: true
            """;

    private final PlaybookCompiler compiler = new PlaybookCompiler(new ModuleCatalog(List.of(
            new ProbeModule("ansible.builtin.probe", context -> ModuleResult.of(false, Map.of())),
            new ProbeModule("ansible.builtin.command", context -> ModuleResult.of(false, Map.of())))));

    private Compilation compile(String text) {
        Map<String, byte[]> files = new HashMap<>();
        files.put("plays/site.yml", text.getBytes(StandardCharsets.UTF_8));
        files.put("plays/files/x.txt", "x".getBytes(StandardCharsets.UTF_8));
        files.put("plays/files/tree/a/b.txt", "b".getBytes(StandardCharsets.UTF_8));
        files.put("plays/near.txt", "near".getBytes(StandardCharsets.UTF_8));
        return compiler.compile(Project.of(files), "plays/site.yml");
    }

    private static String task(String lines) {
        return "- hosts: all\n  tasks:\n    - " + lines.replace("\n", "\n      ") + "\n";
    }

    @Test
    void compilesAllNotations() {
        Compilation compilation = compile(WHOLE);
        assertThat(compilation.mistakes()).isEmpty();
        CompiledPlays plays = compilation.plays().orElseThrow();
        assertThat(plays.plays().get(0).hosts()).containsExactly("web*", "db1");
        assertThat(plays.plays().get(0).vars()).isEqualTo(Map.of("port", 80L, "on", true));
        List<CompiledTask> tasks = plays.plays().get(0).tasks();
        assertThat(tasks)
                .extracting(CompiledTask::name)
                .containsExactly("one", "ansible.builtin.probe", "probe", "probe", "command");
        assertThat(tasks.get(0).switches().check()).contains(false);
        assertThat(tasks.get(0).switches().timeout()).contains(Duration.ofSeconds(30));
        assertThat(tasks.get(0).position().line()).isEqualTo(7);
        assertThat(tasks.get(1).arguments()).isEqualTo(Map.of("dest", "/b", "size", 3L));
        assertThat(tasks.get(2).arguments()).isEqualTo(Map.of("path", "/c", "content", "two words"));
        assertThat(tasks.get(3).arguments()).isEqualTo(Map.of("path", "/d", "src", "plays/files/x.txt"));
        assertThat(tasks.get(4).arguments()).isEqualTo(Map.of("_raw_params", "echo 'a  b'", "creates", "/tmp/x"));
        assertThat(plays.files()).containsOnlyKeys("plays/files/x.txt");
    }

    @Test
    void thePlanFormComesBackAsItWas() {
        CompiledPlays plays = compile(WHOLE).plays().orElseThrow();
        CompiledPlays back = CompiledPlays.read(Json.readObject(plays.toJson().getBytes(StandardCharsets.UTF_8)));
        assertThat(back.files()).isEqualTo(plays.files());
        assertThat(back.plays().get(0).tasks()).isEqualTo(plays.plays().get(0).tasks());
        assertThat(back.plays().get(0).vars()).isEqualTo(plays.plays().get(0).vars());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "probe: {path: /a}\\nloop: [1] | unsupported | 4 | 7 | 'loop' is not supported yet",
                "probe: {path: /a}\\nwhen: x == 1 | unsupported | 4 | 13 | true or false only",
                "probe: {path: '{{ x }}'} | template | 3 | 21 | templates are not supported yet",
                "probe: {path: /a, stat: 'on'} | unsupported-option | 3 | 25 | did you mean 'state'",
                "probe: {path: /a, state: up} | bad-choice | 3 | 25 | must be one of: on, off",
                "probe: {path: /a, force: perhaps} | bad-type | 3 | 25 | unable to convert to bool",
                "probe: {state: 'on'} | missing-required | 3 | 7 | missing required arguments: path",
                "prob: {path: /a} | unknown-module | 3 | 7 | did you mean 'probe'",
                "copyy: {path: /a} | unknown-module | 3 | 7 | there is no module",
                "template: {src: a} | unsupported | 3 | 7 | the module 'template' is not supported yet",
                "community.general.ini_file: {} | unsupported | 3 | 7 | is not supported yet",
                "probe: {path: /a}\\nregistr: x | unknown-keyword | 4 | 7 | did you mean 'register'",
                "probe: {path: /a}\\ncommand: x | conflicting-actions | 4 | 7 | several",
                "name: x | no-action | 3 | 7 | names no module",
                "probe: some text path=/a | bad-arguments | 3 | 14 | takes no free text",
                "command: echo 'a | bad-arguments | 3 | 16 | a quote is not closed",
                "probe: {path: /a, src: gone.txt} | src-not-found | 3 | 25 | neither below files/",
                "probe: {path: /a, src: ../../up} | src-not-found | 3 | 25 | not in the project",
                "probe: {path: /a, src: /etc/passwd} | src-not-found | 3 | 25 | remote_src",
                "probe: [a] | bad-type | 3 | 14 | takes a map",
                "probe: {path: /a}\\nregister: 1x | bad-name | 4 | 17 | no name for a variable",
                "probe: {path: /a}\\ncheck_mode: maybe | bad-type | 4 | 19 | takes true or false",
                "probe: {path: /a}\\nignore_errors: '{{ x }}' | template | 4 | 22 | templates",
            })
    void mistakesOfTasks(String lines, String code, int line, int column, String message) {
        Compilation compilation = compile(task(lines.replace("\\n", "\n")));
        assertThat(compilation.plays()).isEmpty();
        assertThat(compilation.mistakes()).hasSize(1);
        Mistake mistake = compilation.mistakes().get(0);
        assertThat(mistake.code()).isEqualTo(code);
        assertThat(mistake.position().toString()).isEqualTo("plays/site.yml:" + line + ":" + column);
        assertThat(mistake.message()).contains(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "- tasks: [] | missing-required | 1 | 3",
                "- hosts: all\\n  roles: [x] | unsupported | 2 | 3",
                "- hosts: all\\n  taks: [] | unknown-keyword | 2 | 3",
                "- hosts: '{{ x }}' | template | 1 | 10",
                "- hosts: [] | missing-required | 1 | 10",
                "- just text | bad-type | 1 | 3",
                "hosts: all | bad-type | 1 | 1",
                "[] | empty | 1 | 1",
                "- hosts: all\\n  vars: {1x: 1} | bad-name | 2 | 10",
                "- hosts: all\\n  tasks: {a: b} | bad-type | 2 | 10",
                "- hosts: all\\n  timeout: -1 | bad-type | 2 | 12",
                "- import_playbook: other.yml | missing-required | 1 | 3",
            })
    void mistakesOfPlays(String lines, String code, int line, int column) {
        Compilation compilation = compile(lines.replace("\\n", "\n"));
        assertThat(compilation.plays()).isEmpty();
        assertThat(compilation.mistakes().get(0).code()).isIn(code, "unsupported");
        assertThat(compilation.mistakes()).anySatisfy(mistake -> {
            assertThat(mistake.code()).isEqualTo(code);
            assertThat(mistake.position().line()).isEqualTo(line);
            assertThat(mistake.position().column()).isEqualTo(column);
        });
    }

    @Test
    void whoRunsATaskAndWhatItFindsAroundIt() {
        CompiledPlays plays = compile("""
                - hosts: all
                  become: true
                  become_user: app
                  environment: {A: play, B: 1}
                  tasks:
                    - probe: {path: /a}
                      environment: [{A: task}, {C: x}]
                    - probe: {path: /a}
                      become: false
                    - probe: {path: /a}
                      become_user: db
                """).plays().orElseThrow();
        List<CompiledTask> tasks = plays.plays().get(0).tasks();
        assertThat(tasks)
                .extracting(task -> task.switches().become().asWhom())
                .containsExactly(Optional.of("app"), Optional.empty(), Optional.of("db"));
        assertThat(tasks.get(0).switches().environment()).isEqualTo(Map.of("A", "task", "B", "1", "C", "x"));
        assertThat(tasks.get(1).switches().environment()).isEqualTo(Map.of("A", "play", "B", "1"));
        assertThat(plays.becomeUsers()).containsExactly("app", "db");
        assertThat(tasks.get(0).switches().toString()).doesNotContain("play").doesNotContain("=task");

        CompiledPlays sent = CompiledPlays.read(Json.readObject(plays.toJson().getBytes(StandardCharsets.UTF_8)));
        assertThat(sent.becomeUsers()).containsExactly("app", "db");
        assertThat(sent.plays().get(0).tasks().get(0).switches().environment())
                .isEqualTo(tasks.get(0).switches().environment());
    }

    @Test
    void surroundingsThatCannotBe() {
        Compilation compilation = compile("""
                - hosts: all
                  environment: {1A: x}
                  tasks:
                    - probe: {path: /a}
                      become_user: '-x'
                      environment: yes
                """);
        assertThat(compilation.mistakes())
                .extracting(mistake -> mistake.position().line() + " " + mistake.code())
                .containsExactly("2 bad-name", "5 bad-name", "6 bad-type");
    }

    @Test
    void allMistakesAreToldInTheOrderOfTheText() {
        Compilation compilation = compile("""
                - hosts: all
                  serial: 1
                  tasks:
                    - probe: {path: '{{ x }}', size: big}
                    - prob: {}
                    - probe: {path: /a}
                      untill: x
                """);
        assertThat(compilation.mistakes())
                .extracting(mistake -> mistake.position().line() + " " + mistake.code())
                .containsExactly("2 unsupported", "4 template", "4 bad-type", "5 unknown-module", "7 unknown-keyword");
    }

    @Test
    void foldersOfTheProject() {
        CompiledPlays plays =
                compile(task("probe: {path: /a, src: tree/}")).plays().orElseThrow();
        assertThat(plays.plays().get(0).tasks().get(0).arguments()).containsEntry("src", "plays/files/tree/");
        assertThat(plays.files()).containsOnlyKeys("plays/files/tree/a/b.txt");
        assertThat(plays.folders()).containsExactly("plays/files/tree", "plays/files/tree/a");
        assertThat(compile(task("probe: {path: /a, src: near.txt}"))
                        .plays()
                        .orElseThrow()
                        .files())
                .containsOnlyKeys("plays/near.txt");
    }

    @Test
    void gatheringFactsIsWarnedOf() {
        Compilation compilation = compile("- hosts: all\n  gather_facts: yes\n");
        assertThat(compilation.plays()).isPresent();
        assertThat(compilation.warnings()).extracting(Mistake::code).containsExactly("no-facts");
    }

    @Test
    void argumentsMayBeLeftToTheRun() {
        Project project =
                Project.of(Map.of("p.yml", task("probe: {state: up, src: gone}").getBytes(StandardCharsets.UTF_8)));
        assertThat(compiler.compile(project, "p.yml", ArgumentChecks.WHEN_RUN).mistakes())
                .isEmpty();
        assertThat(compiler.compile(project, "p.yml").mistakes()).isNotEmpty();
    }

    @Test
    void noFile() {
        assertThat(compiler.compile(Project.of(Map.of()), "p.yml").mistakes())
                .extracting(Mistake::code)
                .containsExactly("not-found");
    }

    @Test
    void cutAnywhereOrWithAnyByteChangedItIsRefusedOrCompiledAndNeverBreaks() {
        byte[] whole = WHOLE.getBytes(StandardCharsets.UTF_8);
        int clean = 0;
        for (int i = 0; i < whole.length; i++) {
            Compilation cut = compile(new String(whole, 0, i, StandardCharsets.UTF_8));
            assertThat(cut.plays().isPresent()).isEqualTo(cut.mistakes().isEmpty());
            for (char c : new char[] {'{', '\t', ':', '&', '*', '"', '-', '\u0000'}) {
                StringBuilder text = new StringBuilder(WHOLE);
                text.setCharAt(i, c);
                Compilation changed = compile(text.toString());
                assertThat(changed.plays().isPresent())
                        .isEqualTo(changed.mistakes().isEmpty());
                clean += changed.mistakes().isEmpty() ? 1 : 0;
            }
        }
        assertThat(clean).isPositive();
    }

    @Test
    void nothingTellsTheValuesOfArguments() {
        CompiledPlays plays =
                compile(task("probe: {path: /a, content: s3cret}")).plays().orElseThrow();
        assertThat(plays.toString()).doesNotContain("s3cret");
        assertThat(plays.plays().get(0).tasks().toString()).doesNotContain("s3cret");
    }
}
