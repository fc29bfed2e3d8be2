// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.run;

import io.centossrv.playbook.CompiledPlay;
import io.centossrv.playbook.CompiledPlays;
import io.centossrv.playbook.CompiledTask;
import io.centossrv.playbook.module.ModuleCatalog;
import io.centossrv.playbook.module.ModuleResult;
import io.centossrv.playbook.module.OutputCapture;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Runs compiled plays in order and stops at the first failure. One instance runs one set of plays, in the caller's
 * thread; modules run in threads of their own, so that one that hangs does not take the run with it.
 */
public final class PlayRunner {
    private final TaskRunner tasks;
    private final RunSettings settings;
    private final PlayListener listener;
    private final Map<String, ModuleResult> registered = new HashMap<>();

    public PlayRunner(ModuleCatalog modules, RunSettings settings, PlayListener listener) {
        this.tasks = new TaskRunner(modules, settings);
        this.settings = settings;
        this.listener = listener;
    }

    /** Runs all plays. Blocks, at most a few seconds beyond the deadline. */
    public RunOutcome run(CompiledPlays plays) {
        int index = 0;
        boolean changed = false;
        for (CompiledPlay play : plays.plays()) {
            listener.playStarted(play);
            for (CompiledTask task : play.tasks()) {
                if (settings.cancellation().isAsked()) {
                    return new RunOutcome(RunOutcome.Kind.CANCELLED, "cancelled before task " + quoted(task), index);
                }
                if (settings.deadline().passed()) {
                    return new RunOutcome(
                            RunOutcome.Kind.TIMED_OUT, "the time was over before task " + quoted(task), index);
                }
                listener.taskStarted(index, task);
                TaskReport report = run(index, play, task);
                listener.taskEnded(report);
                index++;
                changed |= report.status() == TaskStatus.CHANGED;
                boolean stopped = !report.ignored() || settings.cancellation().isAsked();
                if (report.status() == TaskStatus.FAILED && stopped) {
                    return end(task, index);
                }
            }
        }
        return new RunOutcome(changed ? RunOutcome.Kind.CHANGED : RunOutcome.Kind.OK, "", index);
    }

    private RunOutcome end(CompiledTask task, int results) {
        if (settings.cancellation().isAsked()) {
            return new RunOutcome(RunOutcome.Kind.CANCELLED, "cancelled in task " + quoted(task), results);
        }
        return settings.deadline().passed()
                ? new RunOutcome(RunOutcome.Kind.TIMED_OUT, "the time was over in task " + quoted(task), results)
                : new RunOutcome(RunOutcome.Kind.FAILED, "failed in task " + quoted(task), results);
    }

    /** Returns what tasks registered so far, by variable; not censored. */
    public Map<String, ModuleResult> registered() {
        return Map.copyOf(registered);
    }

    private TaskReport run(int index, CompiledPlay play, CompiledTask task) {
        Instant startedAt = settings.clock().instant();
        boolean hidden = task.switches().noLog();
        OutputCapture output = new OutputCapture(
                settings.limits(),
                hidden ? OutputCapture.Watcher.NONE : settings.watchers().apply(index));
        ModuleResult result = tasks.run(task, output);
        task.switches().register().ifPresent(variable -> registered.put(variable, result));
        boolean ignored = result.failed() && task.switches().ignoreErrors();
        return new TaskReport(
                index,
                play.name(),
                task,
                status(result),
                ignored,
                hidden ? censored(result) : result,
                startedAt,
                settings.clock().instant(),
                hidden ? OutputCapture.unwatched() : output);
    }

    private static TaskStatus status(ModuleResult result) {
        if (result.failed()) {
            return TaskStatus.FAILED;
        }
        if (result.unpredictable()) {
            return TaskStatus.UNKNOWN;
        }
        if (result.skipped()) {
            return TaskStatus.SKIPPED;
        }
        return result.changed() ? TaskStatus.CHANGED : TaskStatus.OK;
    }

    private static ModuleResult censored(ModuleResult result) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(
                "censored",
                "the output has been hidden due to the fact that 'no_log: true' was specified for this result");
        return ModuleResult.of(result.changed(), values)
                .withSkipped(result.skipped(), result.unpredictable())
                .withFlags(result.changed(), result.failed());
    }

    private static String quoted(CompiledTask task) {
        return "'" + task.name() + "' at " + task.position();
    }
}
