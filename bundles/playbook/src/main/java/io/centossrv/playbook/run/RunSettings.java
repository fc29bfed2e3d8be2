// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.run;

import io.centossrv.playbook.module.Deadline;
import io.centossrv.playbook.module.Project;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

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
 */
public record RunSettings(
        boolean check,
        boolean diff,
        Project project,
        Path folder,
        Map<String, String> environment,
        Deadline deadline,
        Clock clock) {
    public RunSettings {
        environment = Map.copyOf(environment);
    }

    /** The environment may hold secrets. */
    @Override
    public String toString() {
        return "RunSettings[check=" + check + ", diff=" + diff + ", folder=" + folder + "]";
    }
}
