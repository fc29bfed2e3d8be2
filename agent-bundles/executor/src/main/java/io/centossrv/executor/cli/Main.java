// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor.cli;

import io.centossrv.executor.cli.play.PlayCommand;
import io.centossrv.executor.pause.PauseFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;

/**
 * The command of a node's administrator. It works on the node's files alone, so it needs neither the control plane nor the agent.
 * {@code play} runs playbooks here; its exit codes are those of {@link PlayCommand}. Those of the others: 0; 1 where files can't be read or written; 64 for a wrong command line; 77 where the user may not.
 */
public final class Main {
    private static final int FAILED = 1;
    private static final int USAGE = 64;
    private static final int DENIED = 77;

    private final Clock clock;
    private final PrintStream out;
    private final PrintStream err;

    Main(Clock clock, PrintStream out, PrintStream err) {
        this.clock = clock;
        this.out = out;
        this.err = err;
    }

    /** Does what the arguments say. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(new Main(Clock.systemUTC(), out, err).run(List.of(arguments)));
    }

    int run(List<String> arguments) {
        if (!arguments.isEmpty() && arguments.get(0).equals("play")) {
            return play(arguments.subList(1, arguments.size()));
        }
        CommandLine line;
        try {
            line = CommandLine.parse(arguments);
        } catch (IllegalArgumentException e) {
            err.println("csrv-agent: " + e.getMessage());
            err.print(CommandLine.USAGE);
            return USAGE;
        }
        try {
            return run(line);
        } catch (IllegalArgumentException e) {
            err.println("csrv-agent: " + e.getMessage());
            return USAGE;
        } catch (AccessDeniedException e) {
            err.println("csrv-agent: " + e.getMessage() + " may not be read or written by you: run it as root");
            return DENIED;
        } catch (IOException e) {
            err.println("csrv-agent: the node's files can't be used: " + e);
            return FAILED;
        }
    }

    private int play(List<String> words) {
        try {
            return new PlayCommand(Path.of("").toAbsolutePath(), System.getenv(), clock, out, err).run(words);
        } catch (IllegalArgumentException e) {
            err.println("csrv-agent: " + e.getMessage());
            err.print(PlayCommand.usage());
            return USAGE;
        } catch (IOException e) {
            err.println("csrv-agent: " + e);
            return FAILED;
        }
    }

    private int run(CommandLine line) throws IOException {
        PauseFile file = new PauseFile(line.journal(), clock);
        switch (line.verb()) {
            case "pause" -> file.begin(line.length().orElseThrow(), line.reason());
            case "resume" -> file.end();
            case "help" -> {
                out.print(CommandLine.USAGE);
                out.print(PlayCommand.usage());
                return 0;
            }
            default -> {
                // The status is told in any case.
            }
        }
        NodeStatus status = NodeStatus.read(line, clock);
        out.print(line.json() ? status.json() : status.text(ZoneId.systemDefault()));
        return 0;
    }
}
