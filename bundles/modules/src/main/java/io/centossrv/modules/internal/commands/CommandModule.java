// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.commands;

import static io.centossrv.playbook.module.ArgumentType.BOOL;
import static io.centossrv.playbook.module.ArgumentType.LIST;
import static io.centossrv.playbook.module.ArgumentType.PATH;
import static io.centossrv.playbook.module.ArgumentType.STR;

import io.centossrv.modules.internal.system.ChildProcess;
import io.centossrv.modules.internal.system.ProgramNotRun;
import io.centossrv.modules.internal.system.ShellWords;
import io.centossrv.playbook.module.ArgumentMistake;
import io.centossrv.playbook.module.ArgumentOption;
import io.centossrv.playbook.module.ArgumentSpec;
import io.centossrv.playbook.module.Arguments;
import io.centossrv.playbook.module.Module;
import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleResult;
import io.centossrv.playbook.module.WordExpansion;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code ansible.builtin.command}: a program without a shell. */
public final class CommandModule implements Module {
    private static final int NOTHING_RUN = 256;

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
                        ArgumentOption.of("executable", STR).later(),
                        ArgumentOption.of("removes", PATH),
                        ArgumentOption.of("stdin", STR),
                        ArgumentOption.of("stdin_add_newline", BOOL).orElse(true),
                        ArgumentOption.of("strip_empty_ends", BOOL).orElse(true)))
                .takingFreeForm();
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
            Map<String, Object> values = outcome(List.of(), NOTHING_RUN, "", "");
            values.put("cmd", null);
            return ModuleResult.failed(wrong.get(), values);
        }
        String line = arguments.text(ArgumentSpec.FREE_FORM).orElse("");
        List<String> words;
        try {
            words = arguments.has("argv") ? arguments.texts("argv") : ShellWords.split(line);
        } catch (IllegalArgumentException e) {
            return ModuleResult.failed(
                    "the command line is wrong: " + e.getMessage(), outcome(List.of(line), NOTHING_RUN, "", ""));
        }
        Path folder = arguments.text("chdir").map(context::path).orElse(context.folder());
        if (!Files.isDirectory(folder)) {
            Map<String, Object> values = outcome(words, NOTHING_RUN, "", "");
            values.put("rc", null);
            String reason = Files.exists(folder) ? "[Errno 20] Not a directory" : "[Errno 2] No such file or directory";
            return ModuleResult.failed(
                    "Unable to change directory before execution: " + reason + ": b'" + folder + "'", values);
        }
        Optional<ModuleResult> needless = needless(context, words, folder);
        if (needless.isPresent()) {
            return needless.get();
        }
        return context.check() ? predicted(arguments, words) : execute(context, words, folder);
    }

    private static Optional<ModuleResult> needless(ModuleContext context, List<String> words, Path folder) {
        Optional<String> creates = context.arguments().text("creates");
        if (creates.isPresent() && PathGlob.matches(folder, creates.get())) {
            return Optional.of(notRun(context.check(), words, creates.get(), "exists"));
        }
        Optional<String> removes = context.arguments().text("removes");
        if (removes.isPresent() && !PathGlob.matches(folder, removes.get())) {
            return Optional.of(notRun(context.check(), words, removes.get(), "does not exist"));
        }
        return Optional.empty();
    }

    private static ModuleResult notRun(boolean check, List<String> words, String path, String state) {
        return ModuleResult.of(false, outcome(words, 0, "skipped, since " + path + " " + state, ""))
                .saying((check ? "Would" : "Did") + " not run command since '" + path + "' " + state);
    }

    private static ModuleResult predicted(Arguments arguments, List<String> words) {
        boolean predictable = arguments.has("creates") || arguments.has("removes");
        // Ansible calls the one without creates and removes skipped: nobody can tell what a command would change.
        return ModuleResult.of(predictable, outcome(words, 0, "", ""))
                .withSkipped(!predictable, !predictable)
                .saying("Command would have run if not in check mode");
    }

    private static ModuleResult execute(ModuleContext context, List<String> words, Path folder) {
        Arguments arguments = context.arguments();
        String input = arguments
                .text("stdin")
                .map(text -> arguments.flag("stdin_add_newline") ? text + "\n" : text)
                .orElse("");
        Map<String, String> environment = new HashMap<>(context.environment());
        environment.put("PWD", folder.toString());
        List<String> expanded = new ArrayList<>();
        for (String word : words) {
            expanded.add(WordExpansion.expand(word, environment));
        }
        Instant start = context.clock().instant();
        ChildProcess.Ended ended;
        try {
            ended = new ChildProcess(expanded, folder, environment, input.getBytes(StandardCharsets.UTF_8))
                    .run(context.deadline());
        } catch (ProgramNotRun e) {
            Map<String, Object> values = outcome(words, e.errno(), "", "");
            values.put("cmd", String.join(" ", words));
            return ModuleResult.failed(e.getMessage(), values);
        }
        boolean strip = arguments.flag("strip_empty_ends");
        Map<String, Object> values = outcome(
                words,
                ended.code(),
                strip ? stripped(ended.out()) : ended.out(),
                strip ? stripped(ended.err()) : ended.err());
        Instant end = context.clock().instant();
        values.put("start", start.toString());
        values.put("end", end.toString());
        values.put("delta", Duration.between(start, end).toString());
        boolean failed = ended.code() != 0 || ended.timedOut();
        String message = ended.timedOut()
                ? "the time was over: the command was ended with all that it had started"
                : failed ? "non-zero return code" : "";
        return ModuleResult.of(true, values).withFlags(true, failed).saying(message);
    }

    private static String stripped(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return text.substring(0, end);
    }

    private static Map<String, Object> outcome(List<String> words, int code, String out, String err) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("cmd", words);
        values.put("rc", (long) code);
        values.put("stdout", out);
        values.put("stderr", err);
        values.put("stdout_lines", out.lines().toList());
        values.put("stderr_lines", err.lines().toList());
        return values;
    }
}
