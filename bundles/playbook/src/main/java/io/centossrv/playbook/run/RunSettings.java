// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.run;

import io.centossrv.playbook.module.Cancellation;
import io.centossrv.playbook.module.Deadline;
import io.centossrv.playbook.module.OutputCapture;
import io.centossrv.playbook.module.OutputLimits;
import io.centossrv.playbook.module.Project;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * How plays are run.
 *
 * @param check predict and change nothing
 * @param diff report before and after
 * @param project the files that tasks name
 * @param folder where relative paths and commands start
 * @param environment of commands; {@code HOME} and variables are expanded in paths
 * @param deadline by which all must have ended
 * @param clock for the times in reports
 * @param cancellation ends the run before its time: what runs is stopped, and nothing is begun any more
 * @param limits what is kept of a command's output
 * @param watchers who sees what the task with an index prints; not asked of tasks with {@code no_log}
 */
public record RunSettings(
        boolean check,
        boolean diff,
        Project project,
        Path folder,
        Map<String, String> environment,
        Deadline deadline,
        Clock clock,
        Cancellation cancellation,
        OutputLimits limits,
        IntFunction<OutputCapture.Watcher> watchers) {
    public RunSettings {
        environment = Map.copyOf(environment);
    }

    /** A run that nobody cancels or watches. */
    public RunSettings(
            boolean check,
            boolean diff,
            Project project,
            Path folder,
            Map<String, String> environment,
            Deadline deadline,
            Clock clock) {
        this(
                check,
                diff,
                project,
                folder,
                environment,
                deadline,
                clock,
                new Cancellation(),
                OutputLimits.USUAL,
                index -> OutputCapture.Watcher.NONE);
    }

    /** The environment may hold secrets. */
    @Override
    public String toString() {
        return "RunSettings[check=" + check + ", diff=" + diff + ", folder=" + folder + "]";
    }
}
