// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.console;

import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.command.Table;
import io.centossrv.platform.internal.registry.CommandDispatcher;
import io.centossrv.platform.internal.registry.CommandTable;
import io.centossrv.platform.internal.registry.ExitCodes;
import io.centossrv.platform.security.Caller;
import java.io.ByteArrayInputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers a stable command per {@code noun:verb} with Karaf's shell and runs lines in sessions of it. A line may start
 * with one of our commands and pipe into a filter; all other commands of Karaf's shell are denied.
 */
@Component(service = Console.class)
public final class KarafConsole implements Console {
    private static final Logger LOG = LoggerFactory.getLogger(KarafConsole.class);
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Set<String> FILTERS = Set.of("grep", "head", "tail", "sort", "wc");

    private final SessionFactory sessions;
    private final CommandDispatcher dispatcher;
    private final StableCommands commands;

    @Activate
    public KarafConsole(
            @Reference SessionFactory sessions,
            @Reference CommandTable table,
            @Reference CommandDispatcher dispatcher) {
        this.sessions = sessions;
        this.dispatcher = dispatcher;
        this.commands = new StableCommands(sessions.getRegistry(), table, dispatcher, GRACE);
    }

    @Deactivate
    void close() {
        commands.close();
    }

    @Override
    public int run(Caller caller, String line, PrintStream out, PrintStream err) {
        try {
            List<List<String>> stages = ShellLine.split(line);
            if (stages.isEmpty()) {
                return 0;
            }
            if (stages.equals(List.of(List.of("help")))) {
                dispatcher.help(caller, out);
                return 0;
            }
            check(stages);
            return execute(caller, stages, out, err);
        } catch (CentossrvException e) {
            err.println("error: " + Table.escape(String.valueOf(e.getMessage())) + " (" + e.code() + ")");
            return ExitCodes.USAGE;
        }
    }

    @Override
    public List<String> complete(Caller caller, String line) {
        try {
            return dispatcher.complete(caller, ShellLine.unfinished(line));
        } catch (CentossrvException e) {
            LOG.debug("A line under completion has no end yet.", e);
            return List.of();
        }
    }

    private void check(List<List<String>> stages) {
        String name = stages.get(0).get(0);
        if (!commands.knows(name)) {
            throw new CentossrvException(ShellLine.INVALID, "There is no command " + name + "; 'help' lists them.");
        }
        for (List<String> filter : stages.subList(1, stages.size())) {
            if (!FILTERS.contains(filter.get(0))) {
                throw new CentossrvException(
                        ShellLine.INVALID,
                        "After a '|' comes one of grep, head, sort, tail, wc, not " + filter.get(0) + ".");
            }
        }
    }

    @SuppressWarnings("IllegalCatch") // Session.execute declares Exception
    private int execute(Caller caller, List<List<String>> stages, PrintStream out, PrintStream err) {
        Session session = sessions.create(new ByteArrayInputStream(new byte[0]), out, err);
        try {
            session.put(StableCommand.CALLER, caller);
            session.put(StableCommand.EXIT_CODE, Optional.empty());
            session.execute(program(session, stages));
            return session.get(StableCommand.EXIT_CODE) instanceof Integer code ? code : ExitCodes.INTERNAL;
        } catch (Exception e) {
            LOG.error(
                    "A line of the shell failed. caller={} command={}",
                    caller.name(),
                    stages.get(0).get(0),
                    e);
            err.println("error: The line failed; the log of the control plane says why. (internal)");
            return ExitCodes.INTERNAL;
        } finally {
            session.close();
            out.flush();
            err.flush();
        }
    }

    /** Words reach the shell as values of variables, so that none of them is ever read as its language. */
    private static String program(Session session, List<List<String>> stages) {
        StringBuilder program = new StringBuilder();
        int number = 0;
        for (List<String> stage : stages) {
            program.append(program.isEmpty() ? "" : " | ").append(stage.get(0));
            for (String word : stage.subList(1, stage.size())) {
                String variable = "_w" + number++;
                session.put(variable, word);
                program.append(" $").append(variable);
            }
        }
        return program.toString();
    }
}
