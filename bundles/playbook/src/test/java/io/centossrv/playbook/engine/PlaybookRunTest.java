// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.playbook.engine.spi.EngineActions;
import io.centossrv.playbook.engine.spi.EngineListener;
import io.centossrv.playbook.engine.spi.EngineSettings;
import io.centossrv.playbook.engine.spi.HostResult;
import io.centossrv.playbook.engine.spi.HostTally;
import io.centossrv.playbook.engine.spi.Outcome;
import io.centossrv.playbook.engine.spi.OwnNode;
import io.centossrv.playbook.load.LoadSettings;
import io.centossrv.playbook.load.ProjectLoader;
import io.centossrv.playbook.model.Loaded;
import io.centossrv.playbook.model.Playbook;
import io.centossrv.playbook.module.Deadline;
import io.centossrv.playbook.module.ModuleCatalog;
import io.centossrv.playbook.module.Project;
import io.centossrv.playbook.run.RunSettings;
import io.centossrv.playbook.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlaybookRunTest {
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final List<String> events = new ArrayList<>();
    private Map<String, HostTally> recap = Map.of();

    private Outcome run(String tasks) {
        return run(tasks, EngineSettings.Options.NONE);
    }

    private Outcome run(String tasks, EngineSettings.Options options) {
        files.put("p.yml", ("- hosts: all\n  gather_facts: false\n" + tasks).getBytes(StandardCharsets.UTF_8));
        Project project = Project.of(files);
        ModuleCatalog modules = new ModuleCatalog(List.of());
        LoadSettings loading =
                new LoadSettings(project, modules, EngineActions.ALL, Map.of(), new Vault(Map.of()), false);
        ProjectLoader loader = new ProjectLoader(loading);
        Loaded<Playbook> playbook = loader.playbook("p.yml");
        assertThat(playbook.mistakes()).isEmpty();
        RunSettings settings = new RunSettings(
                false, false, project, Path.of("/"), Map.of(), Deadline.in(Duration.ofSeconds(60)), Clock.systemUTC());
        EngineListener listener = new EngineListener() {
            @Override
            public void taskEnded(HostResult result) {
                events.add(result.task().name() + " " + result.status() + " "
                        + result.values().getOrDefault("msg", result.values().getOrDefault("censored", "")));
            }

            @Override
            public void recap(Map<String, HostTally> hosts, Map<String, Map<String, Object>> customStats) {
                recap = hosts;
            }
        };
        return new PlaybookRun(
                        new EngineSettings(
                                settings,
                                Path.of("/project"),
                                modules,
                                loader,
                                new OwnNode("n1", List.of(), Map.of("origin", "host")),
                                secret -> "",
                                Map.of(),
                                options),
                        listener)
                .run(playbook.value().orElseThrow());
    }

    @Test
    void aTaskThatNobodyWaitsForIsRefused() {
        Outcome outcome = run("""
                  tasks:
                    - name: waited for
                      debug: {msg: hi}
                      async: 10
                      poll: 1
                    - name: left alone
                      debug: {msg: hi}
                      async: 10
                      poll: 0
                """);
        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.FAILED);
        assertThat(events).hasSize(2);
        assertThat(events.get(0)).isEqualTo("waited for OK hi");
        assertThat(events.get(1)).startsWith("left alone FAILED").contains("not supported yet");
    }

    @Test
    void aRescueTakesAFailureAndAlwaysRuns() {
        Outcome outcome = run("""
                  tasks:
                    - block:
                        - {name: bad, fail: {msg: oh}}
                        - {name: never, debug: {msg: x}}
                      rescue:
                        - {name: saved, debug: {msg: "{{ ansible_failed_task.name }} {{ ansible_failed_result.msg }}"}}
                      always:
                        - {name: last, debug: {msg: y}}
                """);

        assertThat(events).containsExactly("bad RESCUED oh", "saved OK bad oh", "last OK y");
        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.OK);
        assertThat(recap.get("n1")).isEqualTo(new HostTally(2, 0, 0, 0, 0, 1, 0));
    }

    @Test
    void setFactsWinOverVariablesOfTasksAndPlays() {
        run("""
                  vars: {a: play, origin: play}
                  tasks:
                    - {name: one, debug: {msg: "{{ a }} {{ origin }}"}, vars: {a: task}}
                    - {name: set, set_fact: {a: fact}}
                    - {name: two, debug: {msg: "{{ a }}"}, vars: {a: task}}
                """);

        assertThat(events).containsExactly("one OK task play", "set OK ", "two OK fact");
    }

    @Test
    void aLoopGivesResultsAndANotifiedHandlerRunsOnceAtTheEnd() {
        run("""
                  tasks:
                    - name: each
                      debug: {msg: "{{ item }}"}
                      loop: [1, 2]
                      changed_when: item == 2
                      register: r
                      notify: h
                    - {name: count, debug: {msg: "{{ r.results | length }} {{ r.results[1].msg }} {{ r is changed }}"}}
                  handlers:
                    - {name: h, debug: {msg: handled}}
                """);

        assertThat(events).containsExactly("each CHANGED All items completed", "count OK 2 2 True", "h OK handled");
    }

    @Test
    void includesAreLoadedWhileItRunsWithTheVariablesOfTheirLoop() {
        files.put("inc.yml", "- {name: in, debug: {msg: '{{ item }}{{ v }}'}}".getBytes(StandardCharsets.UTF_8));

        run("""
                  tasks:
                    - {include_tasks: inc.yml, loop: [a, b], vars: {v: 1}}
                """);

        assertThat(events).containsExactly("in OK a1", "in OK b1");
    }

    @Test
    void tagsChooseTasksAndConditionsSkipThem() {
        run(
                """
                  tasks:
                    - {name: tagged, debug: {msg: x}, tags: t}
                    - {name: other, debug: {msg: x}}
                    - {name: always, debug: {msg: x}, tags: always, when: 1 > 2}
                """,
                new EngineSettings.Options(
                        List.of("t"),
                        List.of(),
                        java.util.Optional.empty(),
                        false,
                        0,
                        5,
                        java.util.Optional.empty(),
                        "",
                        true));

        assertThat(events).containsExactly("tagged OK x", "always SKIPPED ");
    }

    @Test
    void whatIsNotToBeLoggedIsNotTold() {
        run("""
                  tasks:
                    - {name: secret, debug: {msg: hunter2}, no_log: true, register: r}
                    - {name: used, debug: {msg: "{{ r.msg | length }}"}}
                """);

        assertThat(events.get(0))
                .startsWith("secret OK the output has been hidden")
                .doesNotContain("hunter2");
        assertThat(events.get(1)).isEqualTo("used OK 7");
    }

    @Test
    void aTaskForAnotherNodeFailsWithTheReason() {
        Outcome outcome = run("""
                  tasks:
                    - {name: away, debug: {msg: x}, delegate_to: other}
                """);

        assertThat(events)
                .containsExactly("away FAILED a task can't be delegated to another node yet: delegate_to=other");
        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.FAILED);
    }

    @Test
    void anUntilThatIsNeverMetFailsAfterItsRetries() {
        run("""
                  tasks:
                    - {name: again, debug: {msg: x}, until: false, retries: 2, delay: 0, ignore_errors: true, register: r}
                    - {name: how often, debug: {msg: "{{ r.attempts }}"}}
                """);

        assertThat(events).containsExactly("again IGNORED x", "how often OK 2");
    }
}
