// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import io.centossrv.cli.json.Json;
import io.centossrv.cli.json.JsonObject;
import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.outcome.Failure;
import io.centossrv.cli.output.Terminal;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How a command is run on a node, and how it goes over the nodes. */
@Command
final class RunOptions {
    private static final int MOST_INPUT = 512 * 1024;

    @Option(names = "--shell", description = "ARGV is a line for the node's shell.")
    private boolean shell;

    @Option(names = "--user", paramLabel = "USER", description = "Who runs it.")
    private String user;

    @Option(
            names = "--env",
            paramLabel = "NAME[=VALUE]",
            description = "Sets a variable; without a value to that of this command. May be repeated.")
    private List<String> variables = List.of();

    @Option(
            names = "--secret",
            paramLabel = "NAME",
            description = "Sets a variable to that of this command and shows asterisks in its place. May be repeated.")
    private List<String> secrets = List.of();

    @Option(names = "--chdir", paramLabel = "FOLDER", description = "Where it starts.")
    private String folder;

    @Option(names = "--stdin", paramLabel = "FILE", description = "What it reads; - for the standard input.")
    private String input;

    @Option(names = "--timeout", paramLabel = "SPAN", description = "How long it may run on a node, such as 5m.")
    private Duration timeout;

    @Option(
            names = {"--wait-offline", "--ttl"},
            paramLabel = "SPAN",
            description = "How long it may wait for a node that is not there; 10 minutes unless said.")
    private Duration timeToLive;

    @Option(names = "--batch", paramLabel = "N|P%", description = "How many nodes at once; all unless said.")
    private String batch;

    @Option(
            names = "--max-failures",
            paramLabel = "N|P%",
            description = "On how many nodes it may fail before the rest is cancelled; 5%% unless said.")
    private String maxFailures;

    /** Starts the request. */
    JsonObject.Builder request(String target, List<String> argv, Terminal terminal, Map<String, String> environment) {
        JsonObject.Builder request = JsonObject.with().text("target", target);
        if (shell) {
            request.text("shell", String.join(" ", argv));
        } else {
            request.texts("argv", argv);
        }
        request.text("user", Optional.ofNullable(user));
        if (!variables.isEmpty()) {
            request.put("environment", environment(environment));
        }
        if (!secrets.isEmpty()) {
            request.put("secrets", secrets(environment));
        }
        return request.text("chdir", Optional.ofNullable(folder))
                .text("stdin", Optional.ofNullable(input).map(file -> input(file, terminal)))
                .text("timeout", Optional.ofNullable(timeout).map(Duration::toString))
                .text("ttl", Optional.ofNullable(timeToLive).map(Duration::toString))
                .text("batch", Optional.ofNullable(batch))
                .text("maxFailures", Optional.ofNullable(maxFailures));
    }

    private JsonObject environment(Map<String, String> own) {
        Map<String, Json> set = new LinkedHashMap<>();
        for (String variable : variables) {
            int equals = variable.indexOf('=');
            String name = equals < 0 ? variable : variable.substring(0, equals);
            String value = equals < 0
                    ? Optional.ofNullable(own.get(name)).orElseThrow(() -> Failure.of(
                                    ExitCode.USAGE,
                                    "variable-unset",
                                    "--env " + name + " has no value, and the variable is not set here.")
                            .next("Give one: --env " + name + "=VALUE"))
                    : variable.substring(equals + 1);
            set.put(name, new Json.Text(value));
        }
        return new JsonObject(set);
    }

    /** By name alone: a value on a command line is seen by everybody on the machine. */
    private JsonObject secrets(Map<String, String> own) {
        Map<String, Json> set = new LinkedHashMap<>();
        for (String name : secrets) {
            String value = Optional.ofNullable(name.contains("=") ? null : own.get(name))
                    .orElseThrow(() -> Failure.of(
                                    ExitCode.USAGE,
                                    "variable-unset",
                                    "--secret takes the name of a variable that is set here, and no value.")
                            .next("Set it first: read -rs NAME; export NAME"));
            set.put(name, new Json.Text(value));
        }
        return new JsonObject(set);
    }

    private static String input(String file, Terminal terminal) {
        try {
            String text = file.equals("-") ? standardInput(terminal) : Files.readString(Path.of(file));
            if (text.length() > MOST_INPUT) {
                throw Failure.of(ExitCode.USAGE, "input-too-large", "The input is larger than 512 KiB.")
                        .next("Bring large files to nodes by a playbook: ansible.builtin.copy");
            }
            return text;
        } catch (NoSuchFileException e) {
            throw Failure.of(ExitCode.USAGE, "input-missing", "There is no file " + file + ".");
        } catch (CharacterCodingException e) {
            throw Failure.of(ExitCode.USAGE, "input-no-text", "The input " + file + " is no text in UTF-8.");
        } catch (IOException e) {
            throw Failure.of(
                    ExitCode.USAGE, "input-unreadable", "The input " + file + " can't be read: " + e.getMessage());
        }
    }

    private static String standardInput(Terminal terminal) throws IOException {
        char[] all = new char[MOST_INPUT + 1];
        int length = 0;
        for (int read = 0;
                read >= 0 && length < all.length;
                read = terminal.in().read(all, length, all.length - length)) {
            length += read;
        }
        return new String(all, 0, length);
    }
}
