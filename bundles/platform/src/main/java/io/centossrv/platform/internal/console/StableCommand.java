// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.console;

import io.centossrv.platform.internal.registry.CommandDispatcher;
import io.centossrv.platform.security.Caller;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Parser;
import org.apache.karaf.shell.api.console.Session;

/**
 * The one command that Karaf's shell knows for a {@code noun:verb}; each call goes to whichever service is in charge.
 * Karaf's registry drops a name for all its registrants when one of them goes, so ours must not go at an update.
 */
final class StableCommand implements Command {
    /** The session's variable that holds its {@link Caller}; without one each command is denied. */
    static final String CALLER = "centossrv.caller";

    /** The session's variable that holds the last exit code. */
    static final String EXIT_CODE = "exit.code";

    private final String noun;
    private final String verb;
    private final CommandDispatcher dispatcher;

    StableCommand(String name, CommandDispatcher dispatcher) {
        this.noun = name.substring(0, name.indexOf(':'));
        this.verb = name.substring(name.indexOf(':') + 1);
        this.dispatcher = dispatcher;
    }

    @Override
    public String getScope() {
        return noun;
    }

    @Override
    public String getName() {
        return verb;
    }

    @Override
    public String getDescription() {
        return noun + ":" + verb + " --help";
    }

    @Override
    public Completer getCompleter(boolean scoped) {
        return this::complete;
    }

    @Override
    public Parser getParser() {
        return null;
    }

    @Override
    public Object execute(Session session, List<Object> arguments) {
        List<String> words = arguments.stream().map(String::valueOf).toList();
        // The shell redirects these two for each stage of a pipeline; the session's console would bypass the pipe.
        int code = dispatcher.run(caller(session), noun + ":" + verb, words, System.out, System.err);
        session.put(EXIT_CODE, code);
        return null;
    }

    private int complete(Session session, CommandLine line, List<String> candidates) {
        List<String> words = Arrays.stream(line.getArguments())
                .limit(line.getCursorArgumentIndex() + 1L)
                .toList();
        dispatcher.complete(caller(session), words).forEach(word -> candidates.add(word + " "));
        return line.getBufferPosition() - line.getArgumentPosition();
    }

    private static Caller caller(Session session) {
        return session.get(CALLER) instanceof Caller caller ? caller : new Caller("unauthenticated", Set.of());
    }
}
