// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.outcome.Failure;
import io.centossrv.cli.output.Terminal;
import io.centossrv.cli.text.Spans;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** All commands, and what they end with. */
public final class CommandTree {
    private final Surroundings surroundings;

    /** Makes the commands for these surroundings. */
    public CommandTree(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Runs a command and returns the exit code. */
    public int run(String... args) {
        GlobalOptions options = new GlobalOptions();
        CommandLine root = new CommandLine(options);
        Session session = new Session(surroundings, options);
        addCommands(root, session, args);
        Terminal terminal = surroundings.terminal();
        return root.setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(false)
                .registerConverter(Duration.class, CommandTree::span)
                .setOut(new PrintWriter(terminal.data(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.talk(), true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler((wrong, given) -> usage(terminal, wrong))
                .setExecutionExceptionHandler((thrown, command, result) -> end(terminal, thrown))
                .execute(args);
    }

    /** Reading a command's annotations takes time: where the noun is known, the others are left alone. */
    private static void addCommands(CommandLine root, Session session, String... args) {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("login", () -> new LoginCommand(session));
        commands.put("logout", () -> new LogoutCommand(session));
        commands.put("whoami", () -> new WhoamiCommand(session));
        commands.put("context", () -> new ContextCommand(session));
        commands.put("status", () -> new StatusCommand(session));
        commands.put("ping", () -> new PingCommand(session));
        commands.put("run", () -> new RunCommand(session));
        commands.put("node", () -> new NodeCommand(session));
        commands.put("join-token", () -> new JoinTokenCommand(session));
        commands.put("fact", () -> new FactCommand(session));
        commands.put("tag", () -> new TagCommand(session));
        commands.put("group", () -> new GroupCommand(session));
        commands.put("import", () -> new ImportCommand(session));
        commands.put("expected-host", () -> new ExpectedHostCommand(session));
        commands.put("job", () -> new JobCommand(session));
        commands.put("schedule", () -> new ScheduleCommand(session));
        commands.put("freeze", () -> new FreezeCommand(session));
        commands.put("unfreeze", () -> new UnfreezeCommand(session));
        commands.put("play", () -> new PlayCommand(session));
        commands.put("setting", () -> new SettingCommand(session));
        commands.put("plugin", () -> new PluginCommand(session));
        commands.put("event", () -> new EventCommand(session));
        commands.put("version", () -> new VersionCommand(session));
        if (args.length > 0 && commands.containsKey(args[0])) {
            root.addSubcommand(args[0], commands.get(args[0]).get());
            return;
        }
        commands.forEach((name, command) -> root.addSubcommand(name, command.get()));
    }

    private static Duration span(String text) {
        try {
            return Spans.parse(text);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.TypeConversionException(String.valueOf(e.getMessage()));
        }
    }

    private static int usage(Terminal terminal, ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        terminal.say("csrv: " + wrong.getMessage());
        if (!command.getSubcommands().isEmpty()) {
            terminal.say(
                    "Commands: " + String.join(", ", command.getSubcommands().keySet()));
        }
        terminal.say("See: " + name + " --help");
        return ExitCode.USAGE.number();
    }

    private static int end(Terminal terminal, Exception thrown) {
        if (thrown instanceof ParameterException wrong) {
            return usage(terminal, wrong);
        }
        Failure failure = thrown instanceof Failure known
                ? known
                : Failure.of(
                                ExitCode.INTERNAL,
                                "internal",
                                "Something went wrong that should not: "
                                        + thrown.getClass().getSimpleName() + ": " + thrown.getMessage())
                        .next("Please report it with the command that you typed.");
        terminal.say("csrv: " + failure.getMessage());
        failure.places().forEach(place -> terminal.say("  " + place));
        failure.next().ifPresent(terminal::say);
        terminal.say("(code " + failure.code()
                + failure.traceId().map(id -> ", trace " + id).orElse("") + ")");
        return failure.exit().number();
    }
}
