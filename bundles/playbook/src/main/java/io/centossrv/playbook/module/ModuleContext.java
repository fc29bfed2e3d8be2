// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.module;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * What a module gets.
 *
 * @param arguments checked
 * @param check predict and change nothing
 * @param diff report before and after
 * @param project the files that came with the plan
 * @param folder where relative paths and commands start
 * @param environment of commands
 * @param deadline by which the module returns
 * @param clock the node's
 */
public record ModuleContext(
        Arguments arguments,
        boolean check,
        boolean diff,
        Project project,
        Path folder,
        Map<String, String> environment,
        Deadline deadline,
        Clock clock) {
    public ModuleContext {
        environment = Map.copyOf(environment);
    }

    /** Returns a path of the node: as it is where absolute, else below the folder. */
    public Path path(String text) {
        try {
            return folder.resolve(text);
        } catch (InvalidPathException e) {
            throw new ModuleFailure("'" + text.replace('\0', '?') + "' is no path: " + e.getReason());
        }
    }

    @Override
    public String toString() {
        return "ModuleContext[check=" + check + ", " + arguments + "]";
    }
}
