// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.commands;

import static io.centossrv.playbook.module.ArgumentType.PATH;
import static io.centossrv.playbook.module.ArgumentType.STR;

import io.centossrv.playbook.module.ArgumentMistake;
import io.centossrv.playbook.module.ArgumentOption;
import io.centossrv.playbook.module.ArgumentSpec;
import io.centossrv.playbook.module.Arguments;
import io.centossrv.playbook.module.Module;
import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleFailure;
import io.centossrv.playbook.module.ModuleResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code ansible.builtin.raw}: a line for a shell, with nothing done to its output. */
public final class RawModule implements Module {
    @Override
    public String name() {
        return "ansible.builtin.raw";
    }

    @Override
    public ArgumentSpec arguments() {
        return ArgumentSpec.of(List.of(
                        ArgumentOption.of(ArgumentSpec.FREE_FORM, STR),
                        ArgumentOption.of("executable", PATH).orElse("/bin/sh")))
                .takingFreeForm();
    }

    @Override
    public boolean canBecome() {
        return true;
    }

    @Override
    public List<ArgumentMistake> review(Arguments arguments) {
        return arguments.has(ArgumentSpec.FREE_FORM)
                ? List.of()
                : List.of(new ArgumentMistake("missing-required", Optional.empty(), "no command given"));
    }

    @Override
    public ModuleResult run(ModuleContext context) {
        if (context.check()) {
            return ModuleResult.of(false, Map.of()).withSkipped(true, true);
        }
        String line = context.arguments()
                .text(ArgumentSpec.FREE_FORM)
                .orElseThrow(() -> new ModuleFailure("no command given"));
        List<String> words = List.of(context.arguments().required("executable"), "-c", line);
        return PlainRun.of(context, PlainRun.user(context), words);
    }
}
