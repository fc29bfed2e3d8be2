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
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
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

    private static Terminal terminal(PrintStream data, PrintStream talk, Map<String, String> environment) {
        boolean coloured = environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
        return new Terminal(
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                data,
                talk,
                isTerminal(0) && isTerminal(2),
                isTerminal(1),
                isTerminal(2),
                coloured,
                false);
    }

    /** Java 17 can't tell for a single stream; Linux shows what is behind it. */
    private static boolean isTerminal(int stream) {
        try {
            String target =
                    Files.readSymbolicLink(Path.of("/proc/self/fd/" + stream)).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException e) {
            // closed, or no Linux: then nobody is asked anything
            return false;
        }
    }
}
