// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli;

import io.centossrv.cli.command.CommandTree;
import io.centossrv.cli.command.Surroundings;
import io.centossrv.cli.net.Pause;
import io.centossrv.cli.net.RetryPolicy;
import io.centossrv.cli.output.Terminal;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** The command line {@code csrv}. */
public final class Csrv {
    private Csrv() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] args) {
        // the JDK sends a POST again by itself where a connection breaks: nothing may happen twice
        System.setProperty("sun.net.http.retryPost", "false");
        Map<String, String> environment = System.getenv();
        PrintStream data = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream talk = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        Surroundings surroundings = new Surroundings(
                environment,
                Path.of(environment.getOrDefault("HOME", System.getProperty("user.home"))),
                terminal(data, talk, environment),
                Clock.system(ZoneId.systemDefault()),
                RetryPolicy.usual(),
                Pause.sleeping());
        int exit = new CommandTree(surroundings).run(args);
        data.flush();
        talk.flush();
        System.exit(exit);
    }

    /** The launcher tells which of the three streams are terminals, for Java 17 can't. */
    private static Terminal terminal(PrintStream data, PrintStream talk, Map<String, String> environment) {
        List<String> terminals =
                List.of(System.getProperty("csrv.terminals", "").split(","));
        boolean coloured = environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
        return new Terminal(
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                data,
                talk,
                terminals.contains("in") && terminals.contains("err"),
                terminals.contains("out"),
                terminals.contains("err"),
                coloured,
                false);
    }
}
