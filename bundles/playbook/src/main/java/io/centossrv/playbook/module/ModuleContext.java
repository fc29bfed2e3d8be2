// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.module;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

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
 * @param cancellation asks the module to end before the deadline
 * @param output where what its commands print goes
 * @param becomeUser as whom its commands run; empty for the executor's own user
 * @param ownEnvironment the part of the environment that the task itself asks for
 */
public record ModuleContext(
        Arguments arguments,
        boolean check,
        boolean diff,
        Project project,
        Path folder,
        Map<String, String> environment,
        Deadline deadline,
        Clock clock,
        Cancellation cancellation,
        OutputCapture output,
        Optional<String> becomeUser,
        Map<String, String> ownEnvironment) {
    public ModuleContext {
        environment = Map.copyOf(environment);
        ownEnvironment = Map.copyOf(ownEnvironment);
    }

    /** What nobody cancels or watches, as the executor's own user. */
    public ModuleContext(
            Arguments arguments,
            boolean check,
            boolean diff,
            Project project,
            Path folder,
            Map<String, String> environment,
            Deadline deadline,
            Clock clock) {
        this(
                arguments,
                check,
                diff,
                project,
                folder,
                environment,
                deadline,
                clock,
                new Cancellation(),
                OutputCapture.unwatched(),
                Optional.empty(),
                Map.of());
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
