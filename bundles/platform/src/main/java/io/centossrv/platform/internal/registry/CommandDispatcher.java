// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.registry;

import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorDetail;
import io.centossrv.platform.ErrorKind;
import io.centossrv.platform.command.Command;
import io.centossrv.platform.command.CommandDescriptor;
import io.centossrv.platform.command.CommandDescriptor.Argument;
import io.centossrv.platform.command.Table;
import io.centossrv.platform.security.Caller;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs commands: finds the one in charge, checks the permission, parses, executes, and prints errors as one line. */
@Component(service = CommandDispatcher.class)
public final class CommandDispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(CommandDispatcher.class);
    private static final ErrorCode UNAVAILABLE = new ErrorCode("command-unavailable", ErrorKind.UNAVAILABLE);

    private final CommandTable table;

    @Activate
    public CommandDispatcher(@Reference CommandTable table) {
        this.table = table;
    }

    /**
     * Runs a command.
     *
     * @param words what follows the name
     * @return the exit code
     */
    public int run(Caller caller, String name, List<String> words, PrintStream out, PrintStream err) {
        try {
            Command command = table.find(name)
                    .orElseThrow(() -> new CentossrvException(
                            UNAVAILABLE, "No command " + name + " answers at the moment; 'help' lists those that do."));
            CommandDescriptor descriptor = command.descriptor();
            caller.require(descriptor.permission());
            if (words.equals(List.of("--help"))) {
                CommandHelp.print(descriptor, out);
                return 0;
            }
            return command.execute(Words.parse(descriptor, words, caller, out));
        } catch (CentossrvException e) {
            err.println("error: " + Table.escape(String.valueOf(e.getMessage())) + " (" + e.code() + ")");
            for (ErrorDetail detail : e.details()) {
                err.println("  " + Table.escape(detail.pointer() + place(detail) + ": " + detail.message()));
            }
            return ExitCodes.of(e.code().kind());
        } catch (RuntimeException e) {
            // A command of any plugin: whatever it throws must end here, and its message may hold what nobody should
            // see.
            LOG.error("A command failed. command={} caller={}", name, caller.name(), e);
            err.println("error: The command failed; the log of the control plane says why. (internal)");
            return ExitCodes.INTERNAL;
        } finally {
            out.flush();
            err.flush();
        }
    }

    /** Prints the commands that the caller may run. */
    public void help(Caller caller, PrintStream out) {
        CommandHelp.list(
                table.all().values().stream()
                        .filter(command -> caller.may(command.descriptor().permission()))
                        .toList(),
                out);
        out.flush();
    }

    /**
     * Returns what the last word may be completed to.
     *
     * @param words all words, the name first; the last one is what was typed so far, maybe empty
     */
    public List<String> complete(Caller caller, List<String> words) {
        String typed = words.isEmpty() ? "" : words.get(words.size() - 1);
        if (words.size() <= 1) {
            return table.all().values().stream()
                    .filter(command -> caller.may(command.descriptor().permission()))
                    .map(command -> command.descriptor().name())
                    .filter(name -> name.startsWith(typed))
                    .toList();
        }
        return table.find(words.get(0))
                .filter(command -> caller.may(command.descriptor().permission()))
                .map(command -> complete(command, words.subList(1, words.size() - 1), typed))
                .orElse(List.of());
    }

    private static List<String> complete(Command command, List<String> before, String typed) {
        CommandDescriptor descriptor = command.descriptor();
        if (typed.startsWith("--")) {
            return descriptor.options().stream()
                    .map(option -> "--" + option.name())
                    .filter(option -> option.startsWith(typed) && !before.contains(option))
                    .toList();
        }
        return wanted(descriptor, before)
                .map(name -> suggestions(command, name, typed))
                .orElse(List.of());
    }

    private static List<String> suggestions(Command command, String name, String typed) {
        try {
            return command.complete(name, typed).stream()
                    .filter(word -> word.startsWith(typed))
                    .limit(1000)
                    .toList();
        } catch (RuntimeException e) {
            // Completion that fails must not break the line under the cursor.
            LOG.warn(
                    "A completion failed. command={} name={}",
                    command.descriptor().name(),
                    name,
                    e);
            return List.of();
        }
    }

    /** Returns the name of the argument or option whose value comes next. */
    private static Optional<String> wanted(CommandDescriptor descriptor, List<String> before) {
        int positional = 0;
        for (int i = 0; i < before.size(); i++) {
            String word = before.get(i);
            if (!word.startsWith("--")) {
                positional++;
                continue;
            }
            String name = word.substring(2);
            if (descriptor.options().stream()
                    .anyMatch(o -> o.takesValue() && o.name().equals(name))) {
                if (i == before.size() - 1) {
                    return Optional.of(name);
                }
                i++;
            }
        }
        List<Argument> arguments = descriptor.arguments();
        if (positional < arguments.size()) {
            return Optional.of(arguments.get(positional).name());
        }
        return arguments.stream().filter(Argument::many).map(Argument::name).findFirst();
    }

    private static String place(ErrorDetail detail) {
        return detail.line() == 0 ? "" : ":" + detail.line() + ":" + detail.column();
    }
}
