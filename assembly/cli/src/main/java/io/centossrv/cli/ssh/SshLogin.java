// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.ssh;

import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.outcome.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One login at a host, by the {@code ssh} of this machine, so that keys, agents, jump hosts and certificates work as its
 * user has them, and no private key is read here. Several scripts go over one connection.
 */
public final class SshLogin implements AutoCloseable {
    private static final int FAILED = 255;

    private final SshTarget target;
    private final SshSettings settings;
    private final Path folder;
    private Optional<RootAccess> root = Optional.empty();

    /** Prepares a login; the first script connects. */
    public SshLogin(SshTarget target, SshSettings settings) {
        this.target = target;
        this.settings = settings;
        try {
            this.folder = Files.createTempDirectory("csrv-ssh");
        } catch (IOException e) {
            throw Failure.of(
                    ExitCode.INTERNAL, "file-unwritable", "No temporary folder can be made: " + e.getMessage() + ".");
        }
    }

    /** Returns where it logs in. */
    public SshTarget target() {
        return target;
    }

    /** Says how {@link #asRoot} becomes root. */
    public void becomeRootBy(RootAccess access) {
        root = Optional.of(access);
    }

    /** Runs a script as the user who logs in. */
    public Answer run(String script, Duration limit, String... words) {
        return run(shell(script, words), out -> {}, limit);
    }

    /** Runs a script that reads a file of this machine. */
    public Answer send(Path file, String script, Duration limit, String... words) {
        return run(shell(script, words), out -> Files.copy(file, out), limit);
    }

    /** Runs a script as root, which reads a text: secrets go this way, since others see what stands on a command line. */
    public Answer asRoot(String text, String script, Duration limit, String... words) {
        RootAccess access = root.orElseThrow();
        String command = access.prefix() + shell(script, words);
        String input = access.firstLine() + text;
        return run(command, out -> out.write(input.getBytes(StandardCharsets.UTF_8)), limit);
    }

    private static String shell(String script, String... words) {
        StringBuilder command =
                new StringBuilder("sh -c ").append(quoted(script)).append(" sh");
        for (String word : words) {
            command.append(' ').append(quoted(word));
        }
        return command.toString();
    }

    static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    private Answer run(String command, Program.Input input, Duration limit) {
        List<String> words = new ArrayList<>(List.of("ssh"));
        words.addAll(settings.options());
        words.addAll(List.of("-o", "ControlMaster=auto", "-o", "ControlPath=" + folder.resolve("c")));
        words.addAll(List.of("-o", "ControlPersist=60"));
        words.addAll(where());
        words.add(command);
        Answer answer = Program.run(words, input, limit);
        if (answer.code() == FAILED) {
            throw refused(answer);
        }
        return answer;
    }

    private List<String> where() {
        List<String> words = new ArrayList<>();
        target.user().ifPresent(name -> words.addAll(List.of("-l", name)));
        target.port().ifPresent(port -> words.addAll(List.of("-p", port.toString())));
        words.addAll(List.of("--", target.host()));
        return words;
    }

    private Failure refused(Answer answer) {
        String said = answer.err();
        if (said.contains("REMOTE HOST IDENTIFICATION HAS CHANGED")) {
            return Failure.of(
                            ExitCode.DENIED,
                            "host-key-changed",
                            "The host key of " + target + " is not the one that is known. Someone may be in between.")
                    .next("Only if you know why it changed: ssh-keygen -R '" + target.knownName() + "' -f "
                            + settings.knownHosts());
        }
        if (said.contains("Host key verification failed")) {
            return Failure.of(ExitCode.DENIED, "host-key-unknown", "The host key of " + target + " can't be verified.");
        }
        if (said.contains("Permission denied")) {
            return Failure.of(ExitCode.DENIED, "login-refused", target + " refuses the login: " + answer.lastWords())
                    .next(
                            "Name the user and key: --user USER --identity FILE; a key with a passphrase belongs in ssh-agent.");
        }
        return Failure.of(
                ExitCode.UNREACHABLE, "ssh-unreachable", target + " can't be reached by ssh: " + answer.lastWords());
    }

    /** Ends the connection. */
    @Override
    public void close() {
        List<String> end = new ArrayList<>(
                List.of("ssh", "-o", "ControlPath=" + folder.resolve("c"), "-O", "exit", "--", target.host()));
        if (Files.exists(folder.resolve("c"))) {
            Program.run(end, out -> {}, Duration.ofSeconds(10));
        }
        try {
            Files.deleteIfExists(folder.resolve("c"));
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw Failure.of(
                    ExitCode.INTERNAL, "file-unwritable", folder + " can't be removed: " + e.getMessage() + ".");
        }
    }
}
