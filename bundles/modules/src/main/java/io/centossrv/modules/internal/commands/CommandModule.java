// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.commands;

import static io.centossrv.playbook.module.ArgumentType.BOOL;
import static io.centossrv.playbook.module.ArgumentType.LIST;
import static io.centossrv.playbook.module.ArgumentType.PATH;
import static io.centossrv.playbook.module.ArgumentType.STR;

import io.centossrv.modules.internal.system.ShellWords;
import io.centossrv.playbook.module.ArgumentMistake;
import io.centossrv.playbook.module.ArgumentOption;
import io.centossrv.playbook.module.ArgumentSpec;
import io.centossrv.playbook.module.Arguments;
import io.centossrv.playbook.module.Module;
import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleResult;
import io.centossrv.playbook.module.WordExpansion;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code ansible.builtin.command}: a program without a shell. */
public final class CommandModule implements Module {
    @Override
    public String name() {
        return "ansible.builtin.command";
    }

    @Override
    public ArgumentSpec arguments() {
        return ArgumentSpec.of(List.of(
                        ArgumentOption.of(ArgumentSpec.FREE_FORM, STR).or("cmd"),
                        ArgumentOption.of("argv", LIST).of(STR),
                        ArgumentOption.of("chdir", PATH),
                        ArgumentOption.of("creates", PATH),
                        ArgumentOption.of("executable", STR),
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
        return wrong(arguments)
                .map(message -> List.of(new ArgumentMistake(
                        message.startsWith("no") ? "missing-required" : "mutually-exclusive",
                        Optional.empty(),
                        message)))
                .orElse(List.of());
    }

    private static Optional<String> wrong(Arguments arguments) {
        boolean line = arguments
                .text(ArgumentSpec.FREE_FORM)
                .filter(text -> !text.isBlank())
                .isPresent();
        boolean words = !arguments.texts("argv").isEmpty();
        if (line && words) {
            return Optional.of("only command or argv can be given, not both");
        }
        return line || words ? Optional.empty() : Optional.of("no command given");
    }

    @Override
    public ModuleResult run(ModuleContext context) {
        Arguments arguments = context.arguments();
        Optional<String> wrong = wrong(arguments);
        if (wrong.isPresent()) {
            Map<String, Object> values = CommandRun.outcome(List.of(), CommandRun.NOTHING_RUN, "", "");
            values.put("cmd", null);
            return ModuleResult.failed(wrong.get(), values);
        }
        String line = arguments.text(ArgumentSpec.FREE_FORM).orElse("");
        List<String> words;
        try {
            words = arguments.has("argv") ? arguments.texts("argv") : ShellWords.split(line);
        } catch (IllegalArgumentException e) {
            return ModuleResult.failed(
                    "the command line is wrong: " + e.getMessage(),
                    CommandRun.outcome(List.of(line), CommandRun.NOTHING_RUN, "", ""));
        }
        ModuleResult result = new CommandRun(context, words, environment -> words.stream()
                        .map(word -> WordExpansion.expand(word, environment))
                        .toList())
                .run();
        return arguments
                .text("executable")
                .map(shell -> result.warning(List.of("As of Ansible 2.4, the parameter 'executable' is no longer"
                        + " supported with the 'command' module. Not using '" + shell + "'.")))
                .orElse(result);
    }
}
