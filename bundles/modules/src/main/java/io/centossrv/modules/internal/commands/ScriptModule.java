// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.commands;

import static io.centossrv.playbook.module.ArgumentType.BOOL;
import static io.centossrv.playbook.module.ArgumentType.PATH;
import static io.centossrv.playbook.module.ArgumentType.STR;

import io.centossrv.modules.internal.system.Login;
import io.centossrv.modules.internal.system.ShellWords;
import io.centossrv.playbook.module.ArgumentMistake;
import io.centossrv.playbook.module.ArgumentOption;
import io.centossrv.playbook.module.ArgumentSpec;
import io.centossrv.playbook.module.Arguments;
import io.centossrv.playbook.module.Module;
import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleFailure;
import io.centossrv.playbook.module.ModuleResult;
import io.centossrv.playbook.module.ProjectReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code ansible.builtin.script}: a script of the project, with its words, on the node. */
public final class ScriptModule implements Module {
    private static final String SHELL = "/bin/sh";

    @Override
    public String name() {
        return "ansible.builtin.script";
    }

    @Override
    public ArgumentSpec arguments() {
        return ArgumentSpec.of(List.of(
                        ArgumentOption.of(ArgumentSpec.FREE_FORM, STR).or("cmd"),
                        ArgumentOption.of("chdir", PATH),
                        ArgumentOption.of("creates", PATH),
                        ArgumentOption.of("removes", PATH),
                        ArgumentOption.of("executable", PATH),
                        ArgumentOption.of("decrypt", BOOL).orElse(true)))
                .takingFreeForm();
    }

    @Override
    public boolean canBecome() {
        return true;
    }

    @Override
    public List<ArgumentMistake> review(Arguments arguments) {
        return words(arguments).isEmpty()
                ? List.of(new ArgumentMistake("missing-required", Optional.empty(), "no command given"))
                : List.of();
    }

    private static List<String> words(Arguments arguments) {
        String line = arguments.text(ArgumentSpec.FREE_FORM).orElse("").strip();
        try {
            return ShellWords.split(line);
        } catch (IllegalArgumentException e) {
            throw new ModuleFailure("the words of the script can't be told apart: " + e.getMessage());
        }
    }

    @Override
    public List<ProjectReference> references(Arguments arguments) {
        return List.of(ProjectReference.ofFirstWord(ArgumentSpec.FREE_FORM, "files"));
    }

    @Override
    public ModuleResult run(ModuleContext context) {
        try {
            return needless(context).orElseGet(() -> ready(context));
        } catch (ModuleFailure e) {
            return e.result();
        }
    }

    private static Optional<ModuleResult> needless(ModuleContext context) {
        for (String option : List.of("creates", "removes")) {
            Optional<String> path = context.arguments().text(option);
            boolean creates = option.equals("creates");
            if (path.isPresent() && exists(context.path(path.get())) == creates) {
                String state =
                        path.get() + (creates ? " exists, matching creates" : " does not exist, matching removes");
                return Optional.of(ModuleResult.of(false, Map.of())
                        .withSkipped(true, false)
                        .saying(state + " option"));
            }
        }
        Optional<String> chdir = context.arguments().text("chdir").filter(path -> !path.startsWith("/"));
        if (chdir.isPresent()) {
            throw new ModuleFailure("chdir " + chdir.get() + " must be an absolute path for a Unix-aware remote node");
        }
        return Optional.empty();
    }

    private static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static ModuleResult ready(ModuleContext context) {
        List<String> words = words(context.arguments());
        if (words.isEmpty()) {
            throw new ModuleFailure("no command given");
        }
        byte[] script = context.project()
                .read(words.get(0))
                .orElseThrow(() -> new ModuleFailure("Could not find or access '" + words.get(0) + "' in the project"));
        boolean guarded =
                context.arguments().has("creates") || context.arguments().has("removes");
        if (context.check()) {
            return guarded
                    ? ModuleResult.of(true, Map.of())
                    : ModuleResult.of(false, Map.of())
                            .withSkipped(true, true)
                            .saying("Check mode is not supported for this task.");
        }
        try {
            return run(context, words.get(0), script);
        } catch (IOException e) {
            throw new ModuleFailure("the script could not be put on the node: " + e.getMessage());
        }
    }

    /** The words go through a shell as Ansible's do: what it expands, and what the task quotes, stays so. */
    private static ModuleResult run(ModuleContext context, String name, byte[] script) throws IOException {
        Optional<Login> user = PlainRun.user(context);
        try (TemporaryScript file = new TemporaryScript(name, script, user)) {
            String line = context.arguments().required(ArgumentSpec.FREE_FORM).strip();
            String rest = FirstWord.after(line);
            String start = context.arguments()
                    .text("executable")
                    .or(() -> hasInterpreter(script) ? Optional.empty() : Optional.of(SHELL))
                    .map(program -> program + " ")
                    .orElse("");
            return PlainRun.of(context, user, List.of(SHELL, "-c", start + file.path() + rest));
        }
    }

    private static boolean hasInterpreter(byte[] script) {
        boolean binary = script.length > 3 && script[0] == 0x7f && script[1] == 'E' && script[2] == 'L';
        return binary || (script.length > 1 && script[0] == '#' && script[1] == '!');
    }
}
