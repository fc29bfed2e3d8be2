// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.commands;

import static io.centossrv.playbook.module.ArgumentType.BOOL;
import static io.centossrv.playbook.module.ArgumentType.PATH;
import static io.centossrv.playbook.module.ArgumentType.STR;

import io.centossrv.playbook.module.ArgumentMistake;
import io.centossrv.playbook.module.ArgumentOption;
import io.centossrv.playbook.module.ArgumentSpec;
import io.centossrv.playbook.module.Arguments;
import io.centossrv.playbook.module.Module;
import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code ansible.builtin.shell}: a line for a shell. */
public final class ShellModule implements Module {
    private static final String USUAL = "/bin/sh";

    @Override
    public String name() {
        return "ansible.builtin.shell";
    }

    @Override
    public ArgumentSpec arguments() {
        return ArgumentSpec.of(List.of(
                        ArgumentOption.of(ArgumentSpec.FREE_FORM, STR).or("cmd"),
                        ArgumentOption.of("chdir", PATH),
                        ArgumentOption.of("creates", PATH),
                        ArgumentOption.of("executable", PATH),
                        ArgumentOption.of("removes", PATH),
                        ArgumentOption.of("stdin", STR),
                        ArgumentOption.of("stdin_add_newline", BOOL).orElse(true),
                        ArgumentOption.of("strip_empty_ends", BOOL).orElse(true)))
                .takingFreeForm();
    }

    @Override
    public boolean canBecome() {
        return true;
    }

    @Override
    public List<ArgumentMistake> review(Arguments arguments) {
        return line(arguments).isPresent()
                ? List.of()
                : List.of(new ArgumentMistake("missing-required", Optional.empty(), "no command given"));
    }

    private static Optional<String> line(Arguments arguments) {
        return arguments.text(ArgumentSpec.FREE_FORM).filter(text -> !text.isBlank());
    }

    @Override
    public ModuleResult run(ModuleContext context) {
        Optional<String> line = line(context.arguments());
        if (line.isEmpty()) {
            Map<String, Object> values = CommandRun.outcome(List.of(), CommandRun.NOTHING_RUN, "", "");
            values.put("cmd", null);
            return ModuleResult.failed("no command given", values);
        }
        String shell = context.arguments().text("executable").orElse(USUAL);
        return new CommandRun(context, line.get(), environment -> List.of(shell, "-c", line.get())).run();
    }
}
