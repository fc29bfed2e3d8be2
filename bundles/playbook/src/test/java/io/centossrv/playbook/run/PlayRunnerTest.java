// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.playbook.CompiledPlays;
import io.centossrv.playbook.compile.PlaybookCompiler;
import io.centossrv.playbook.module.Deadline;
import io.centossrv.playbook.module.ModuleCatalog;
import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleFailure;
import io.centossrv.playbook.module.ModuleResult;
import io.centossrv.playbook.module.ProbeModule;
import io.centossrv.playbook.module.Project;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlayRunnerTest {
    private final List<String> seen = new ArrayList<>();
    private final List<TaskReport> reports = new ArrayList<>();
    private final ModuleCatalog modules =
            new ModuleCatalog(List.of(new ProbeModule("ansible.builtin.probe", this::deed)));

    private ModuleResult deed(ModuleContext context) {
        String what = context.arguments().required("path");
        seen.add(what + (context.check() ? " check" : "") + (context.diff() ? " diff" : ""));
        return switch (what) {
            case "change" -> ModuleResult.of(true, Map.of("word", "s3cret"));
            case "fail" -> throw new ModuleFailure("it failed", Map.of("rc", 1L));
            case "break" -> throw new IllegalStateException("s3cret");
            case "unknown" -> ModuleResult.of(false, Map.of()).withSkipped(true, true);
            default -> ModuleResult.of(false, Map.of());
        };
    }

    private RunOutcome run(String tasks, boolean check, Duration time) {
        String text = "- hosts: all\n  name: P\n  tasks:\n" + tasks.indent(4);
        CompiledPlays plays = new PlaybookCompiler(modules)
                .compile(Project.of(Map.of("p.yml", text.getBytes(StandardCharsets.UTF_8))), "p.yml")
                .plays()
                .orElseThrow();
        RunSettings settings = new RunSettings(
                check,
                false,
                Project.of(Map.of()),
                Path.of("/"),
                Map.of("HOME", "/home/u"),
                Deadline.in(time),
                Clock.systemUTC());
        return new PlayRunner(modules, settings, reports::add).run(plays);
    }

    private RunOutcome run(String tasks) {
        return run(tasks, false, Duration.ofMinutes(1));
    }

    private List<TaskStatus> statuses() {
        return reports.stream().map(TaskReport::status).toList();
    }

    @Test
    void stopsAtTheFirstFailure() {
        RunOutcome outcome = run("""
                - probe: path=change
                - name: broken
                  probe: path=fail
                - probe: path=never
                """);
        assertThat(outcome.kind()).isEqualTo(RunOutcome.Kind.FAILED);
        assertThat(outcome.reason()).isEqualTo("failed in task 'broken' at p.yml:5:7");
        assertThat(outcome.results()).isEqualTo(2);
        assertThat(seen).containsExactly("change", "fail");
        assertThat(reports.get(1).result().values()).containsEntry("rc", 1L);
    }

    @Test
    void keywordsOverrideTheRun() {
        RunOutcome outcome = run("""
                - {probe: path=a, check_mode: no}
                - {probe: path=b, diff: yes}
                - {probe: path=fail, ignore_errors: yes}
                - {probe: path=fail, failed_when: no}
                - {probe: path=change, changed_when: no}
                - {probe: path=c, when: no}
                - {probe: path=unknown}
                """, true, Duration.ofMinutes(1));
        assertThat(outcome.kind()).isEqualTo(RunOutcome.Kind.OK);
        assertThat(seen)
                .containsExactly("a", "b check diff", "fail check", "fail check", "change check", "unknown check");
        assertThat(statuses())
                .containsExactly(
                        TaskStatus.OK,
                        TaskStatus.OK,
                        TaskStatus.FAILED,
                        TaskStatus.OK,
                        TaskStatus.OK,
                        TaskStatus.SKIPPED,
                        TaskStatus.UNKNOWN);
        assertThat(reports.get(2).ignored()).isTrue();
    }

    @Test
    void whatIsNotToBeLoggedIsNot() {
        run("- {probe: path=change, no_log: yes, register: r}");
        assertThat(reports.get(0).status()).isEqualTo(TaskStatus.CHANGED);
        assertThat(reports.get(0).result().values()).containsOnlyKeys("censored");
    }

    @Test
    void aBrokenModuleFailsItsTaskAndTellsNothingOfItsWork() {
        assertThat(run("- probe: path=break").kind()).isEqualTo(RunOutcome.Kind.FAILED);
        assertThat(reports.get(0).result().message().orElseThrow())
                .contains("IllegalStateException")
                .doesNotContain("s3cret");
    }

    @Test
    void nothingStartsAfterTheDeadline() {
        RunOutcome outcome = run("- probe: path=a", false, Duration.ZERO);
        assertThat(outcome.kind()).isEqualTo(RunOutcome.Kind.TIMED_OUT);
        assertThat(seen).isEmpty();
    }

    @Test
    void pathsAreExpandedOnTheNode() {
        run("- probe: path=~/x\n- probe: path=${HOME}/y$NONE");
        assertThat(seen).containsExactly("/home/u/x", "/home/u/y$NONE");
    }
}
