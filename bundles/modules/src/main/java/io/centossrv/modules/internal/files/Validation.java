// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.files;

import io.centossrv.modules.internal.system.ChildProcess;
import io.centossrv.modules.internal.system.ProgramNotRun;
import io.centossrv.modules.internal.system.ShellWords;
import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleFailure;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The option {@code validate}: a command that looks at a new file before it takes the old one's place. */
public final class Validation {
    private final ModuleContext context;

    public Validation(ModuleContext context) {
        this.context = context;
    }

    public void check(Path file) {
        Optional<ChildProcess.Ended> ended = run(file);
        if (ended.isPresent() && ended.get().code() != 0) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("exit_status", (long) ended.get().code());
            values.put("stdout", ended.get().out());
            values.put("stderr", ended.get().err());
            values.put("stdout_lines", ended.get().out().lines().toList());
            values.put("stderr_lines", ended.get().err().lines().toList());
            throw new ModuleFailure("failed to validate", values);
        }
    }

    /** Runs the command and returns how it ended; empty where there is none. */
    public Optional<ChildProcess.Ended> run(Path file) {
        Optional<String> command = context.arguments().text("validate");
        if (command.isEmpty()) {
            return Optional.empty();
        }
        if (!command.get().contains("%s")) {
            throw new ModuleFailure("validate must contain %s: " + command.get());
        }
        try {
            List<String> words = ShellWords.split(
                    command.get().replace("%s", file.toString()).replace("%%", "%"));
            return Optional.of(new ChildProcess(words, context.folder(), context.environment(), new byte[0])
                    .run(context.deadline()));
        } catch (IllegalArgumentException | ProgramNotRun e) {
            throw new ModuleFailure("failed to validate: " + e.getMessage());
        }
    }
}
