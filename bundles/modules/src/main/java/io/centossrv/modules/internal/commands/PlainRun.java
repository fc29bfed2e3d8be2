// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.commands;

import io.centossrv.modules.internal.system.ChildProcess;
import io.centossrv.modules.internal.system.Login;
import io.centossrv.modules.internal.system.ProgramNotRun;
import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleFailure;
import io.centossrv.playbook.module.ModuleResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code raw} and {@code script} have in common: a run whose output is told as it came. */
final class PlainRun {
    private PlainRun() {}

    static ModuleResult of(ModuleContext context, Optional<Login> user, List<String> words) {
        Path folder = CommandRun.folder(context, user);
        if (!Files.isDirectory(folder)) {
            throw new ModuleFailure(
                    "Unable to change directory before execution: [Errno 2] No such file or directory: b'" + folder
                            + "'");
        }
        ChildProcess.Ended ended;
        try {
            ended = new ChildProcess(words, folder, CommandRun.environment(context, folder, user), new byte[0])
                    .as(user)
                    .run(context.deadline(), context.cancellation(), context.output());
        } catch (ProgramNotRun e) {
            Map<String, Object> values = values(127, "", e.getMessage() + "\n");
            return ModuleResult.of(true, values).withFlags(true, true).saying("non-zero return code");
        }
        boolean failed = ended.code() != 0 || ended.stopped();
        ModuleResult result = ModuleResult.of(true, values(ended.code(), ended.out(), ended.err()));
        return failed ? result.withFlags(true, true).saying(CommandRun.message(ended, true)) : result;
    }

    private static Map<String, Object> values(int code, String out, String err) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("rc", (long) code);
        values.put("stdout", out);
        values.put("stdout_lines", out.lines().toList());
        values.put("stderr", err);
        values.put("stderr_lines", err.lines().toList());
        return values;
    }

    static Optional<Login> user(ModuleContext context) {
        try {
            return CommandRun.user(context);
        } catch (ProgramNotRun e) {
            throw new ModuleFailure(String.valueOf(e.getMessage()));
        }
    }
}
