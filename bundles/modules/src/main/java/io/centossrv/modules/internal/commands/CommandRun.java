// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.commands;

import io.centossrv.modules.internal.system.Accounts;
import io.centossrv.modules.internal.system.ChildProcess;
import io.centossrv.modules.internal.system.Login;
import io.centossrv.modules.internal.system.ProgramNotRun;
import io.centossrv.playbook.module.Arguments;
import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code command} and {@code shell} have in common: where and when a program runs, and what came of it. */
final class CommandRun {
    static final int NOTHING_RUN = 256;

    private final ModuleContext context;
    private final Object shown;
    private final Line line;

    /** Makes the words that are executed of the environment that they are executed in. */
    @FunctionalInterface
    interface Line {
        List<String> words(Map<String, String> environment);
    }

    /**
     * Prepares a run.
     *
     * @param shown the {@code cmd} of the result
     */
    CommandRun(ModuleContext context, Object shown, Line line) {
        this.context = context;
        this.shown = shown;
        this.line = line;
    }

    ModuleResult run() {
        Optional<Login> user;
        try {
            user = user(context);
        } catch (ProgramNotRun e) {
            return ModuleResult.failed(e.getMessage(), outcome(shown, NOTHING_RUN, "", ""));
        }
        Path folder = folder(context, user);
        if (!Files.isDirectory(folder)) {
            Map<String, Object> values = outcome(shown, NOTHING_RUN, "", "");
            values.put("rc", null);
            String reason = Files.exists(folder) ? "[Errno 20] Not a directory" : "[Errno 2] No such file or directory";
            return ModuleResult.failed(
                    "Unable to change directory before execution: " + reason + ": b'" + folder + "'", values);
        }
        Optional<ModuleResult> needless = needless(folder);
        if (needless.isPresent()) {
            return needless.get();
        }
        return context.check() ? predicted() : execute(folder, user);
    }

    /** Returns the user to become, where it is not the one that we are. */
    static Optional<Login> user(ModuleContext context) {
        if (context.becomeUser().isEmpty()) {
            return Optional.empty();
        }
        String name = context.becomeUser().get();
        Login login = Accounts.login(name)
                .orElseThrow(() -> new ProgramNotRun(1, "there is no user '" + name + "' on this node to become"));
        int own = Accounts.own();
        if (login.uid() == own) {
            return Optional.empty();
        }
        if (own != 0) {
            throw new ProgramNotRun(
                    1,
                    "this executor runs as " + System.getProperty("user.name") + " and can't become " + name
                            + ": only root can");
        }
        return Optional.of(login);
    }

    static Path folder(ModuleContext context, Optional<Login> user) {
        Optional<String> chdir = context.arguments().text("chdir");
        if (chdir.isPresent()) {
            return context.path(chdir.get());
        }
        return user.map(Login::home)
                .filter(home -> !home.isEmpty())
                .map(Path::of)
                .map(home -> Files.isDirectory(home) ? home : Path.of("/"))
                .orElse(context.folder());
    }

    private Optional<ModuleResult> needless(Path folder) {
        Optional<String> creates = context.arguments().text("creates");
        if (creates.isPresent() && PathGlob.matches(folder, creates.get())) {
            return Optional.of(notRun(creates.get(), "exists"));
        }
        Optional<String> removes = context.arguments().text("removes");
        if (removes.isPresent() && !PathGlob.matches(folder, removes.get())) {
            return Optional.of(notRun(removes.get(), "does not exist"));
        }
        return Optional.empty();
    }

    private ModuleResult notRun(String path, String state) {
        return ModuleResult.of(false, outcome(shown, 0, "skipped, since " + path + " " + state, ""))
                .saying((context.check() ? "Would" : "Did") + " not run command since '" + path + "' " + state);
    }

    private ModuleResult predicted() {
        boolean predictable =
                context.arguments().has("creates") || context.arguments().has("removes");
        // Ansible calls the one without creates and removes skipped: nobody can tell what a command would change.
        return ModuleResult.of(predictable, outcome(shown, 0, "", ""))
                .withSkipped(!predictable, !predictable)
                .saying("Command would have run if not in check mode");
    }

    private ModuleResult execute(Path folder, Optional<Login> user) {
        Arguments arguments = context.arguments();
        String input = arguments
                .text("stdin")
                .map(text -> arguments.flag("stdin_add_newline") ? text + "\n" : text)
                .orElse("");
        Map<String, String> environment = environment(context, folder, user);
        List<String> words = line.words(environment);
        Instant start = context.clock().instant();
        ChildProcess.Ended ended;
        try {
            ended = new ChildProcess(words, folder, environment, input.getBytes(StandardCharsets.UTF_8))
                    .as(user)
                    .run(context.deadline(), context.cancellation(), context.output());
        } catch (ProgramNotRun e) {
            return ModuleResult.failed(
                    e.getMessage(),
                    outcome(shown instanceof List ? unquoted(shown) : quoted(words), e.errno(), "", ""));
        }
        boolean strip = arguments.flag("strip_empty_ends");
        Map<String, Object> values = outcome(
                shown,
                ended.code(),
                strip ? stripped(ended.out()) : ended.out(),
                strip ? stripped(ended.err()) : ended.err());
        Instant end = context.clock().instant();
        values.put("start", start.toString());
        values.put("end", end.toString());
        values.put("delta", Duration.between(start, end).toString());
        boolean failed = ended.code() != 0 || ended.stopped();
        return ModuleResult.of(true, values).withFlags(true, failed).saying(message(ended, failed));
    }

    static String message(ChildProcess.Ended ended, boolean failed) {
        return switch (ended.end()) {
            case TIMED_OUT -> "the time was over: the command was ended with all that it had started";
            case CANCELLED -> "cancelled: the command was ended with all that it had started";
            case BY_ITSELF -> failed ? "non-zero return code" : "";
        };
    }

    /** What a login sets comes first: the task's own environment stands over it. */
    static Map<String, String> environment(ModuleContext context, Path folder, Optional<Login> user) {
        Map<String, String> environment = new HashMap<>(context.environment());
        user.ifPresent(login -> environment.putAll(login.environment()));
        environment.putAll(context.ownEnvironment());
        environment.put("PWD", folder.toString());
        return environment;
    }

    private static String unquoted(Object shown) {
        StringBuilder text = new StringBuilder();
        for (Object word : (List<?>) shown) {
            text.append(text.length() == 0 ? "" : " ").append(word);
        }
        return text.toString();
    }

    private static String quoted(List<String> words) {
        return String.join(
                " ",
                words.stream()
                        .map(word -> word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\"'\"'") + "'")
                        .toList());
    }

    private static String stripped(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return text.substring(0, end);
    }

    static Map<String, Object> outcome(Object shown, int code, String out, String err) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("cmd", shown);
        values.put("rc", (long) code);
        values.put("stdout", out);
        values.put("stderr", err);
        values.put("stdout_lines", out.lines().toList());
        values.put("stderr_lines", err.lines().toList());
        return values;
    }
}
