// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.playbook.CompiledPlays;
import io.centossrv.playbook.compile.PlaybookCompiler;
import io.centossrv.playbook.module.Cancellation;
import io.centossrv.playbook.module.Deadline;
import io.centossrv.playbook.module.ModuleCatalog;
import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleFailure;
import io.centossrv.playbook.module.ModuleResult;
import io.centossrv.playbook.module.OutputLimits;
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
    private final Cancellation cancellation = new Cancellation();
    private final List<String> printed = new ArrayList<>();
    private final ModuleCatalog modules =
            new ModuleCatalog(List.of(new ProbeModule("ansible.builtin.probe", this::deed)));

    private ModuleResult deed(ModuleContext context) {
        String what = context.arguments().required("path");
        seen.add(what + (context.check() ? " check" : "") + (context.diff() ? " diff" : ""));
        return switch (what) {
            case "change" -> ModuleResult.of(true, Map.of("word", "s3cret"));
            case "print" -> {
                context.output().stdout().add("s3cret".getBytes(StandardCharsets.UTF_8), 0, 6);
                yield ModuleResult.of(true, Map.of("stdout", "s3cret"));
            }
            case "cancel" -> {
                context.cancellation().ask();
                yield ModuleResult.of(true, Map.of());
            }
            case "surroundings" ->
                ModuleResult.of(
                        false,
                        Map.of(
                                "stdout",
                                context.environment().get("HOME") + " "
                                        + context.environment().get("A") + " "
                                        + context.ownEnvironment()));
            case "hang" -> {
                context.cancellation().ask();
                throw new ModuleFailure("cancelled");
            }
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
                Clock.systemUTC(),
                cancellation,
                OutputLimits.USUAL,
                index -> (stream, bytes, from, length) -> printed.add(
                        index + " " + stream + " " + new String(bytes, from, length, StandardCharsets.UTF_8)));
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
    void cancelledBetweenTasks() {
        RunOutcome outcome = run("""
                - probe: path=cancel
                - name: next
                  probe: path=never
                """);
        assertThat(outcome.kind()).isEqualTo(RunOutcome.Kind.CANCELLED);
        assertThat(outcome.reason()).isEqualTo("cancelled before task 'next' at p.yml:5:7");
        assertThat(statuses()).containsExactly(TaskStatus.CHANGED);
        assertThat(seen).containsExactly("cancel");
    }

    @Test
    void cancelledInATask() {
        RunOutcome outcome = run("- {name: long, probe: path=hang, ignore_errors: yes}");
        assertThat(outcome.kind()).isEqualTo(RunOutcome.Kind.CANCELLED);
        assertThat(outcome.reason()).startsWith("cancelled in task 'long'");
        assertThat(outcome.results()).isEqualTo(1);
    }

    @Test
    void outputIsShownAndKeptButNotOfWhatIsNotToBeLogged() {
        run("""
                - probe: path=print
                - {probe: path=print, no_log: yes}
                """);
        assertThat(printed).containsExactly("0 STDOUT s3cret");
        assertThat(reports.get(0).output().stdout().kept().text()).isEqualTo("s3cret");
        assertThat(reports.get(1).output().stdout().kept().text()).isEmpty();
    }

    @Test
    void surroundingsOfATask() {
        run("- {probe: path=surroundings, environment: {A: b}}");
        assertThat(reports.get(0).result().values()).containsEntry("stdout", "/home/u b {A=b}");
        run("- {probe: path=a, become: yes, become_user: somebody-else}");
        assertThat(reports.get(1).status()).isEqualTo(TaskStatus.FAILED);
        assertThat(reports.get(1).result().message().orElseThrow()).contains("can't become somebody-else");
        assertThat(seen).containsExactly("surroundings");
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
