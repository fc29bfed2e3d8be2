// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.outcome.Failure;
import io.centossrv.cli.output.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Who logs in, with what.
 *
 * @param user a name
 * @param password a secret
 */
record Credentials(String user, String password) {
    @Override
    public String toString() {
        return "Credentials[user=" + user + "]";
    }

    /** Collects them from options, a file, or by asking. */
    static Credentials collect(
            Terminal terminal, Optional<String> user, Optional<Path> file, Optional<String> lastUser) {
        if (file.isPresent()) {
            List<String> lines = read(file.get());
            return new Credentials(
                    user.or(() -> value(lines, "user")).or(() -> lastUser).orElse("admin"),
                    value(lines, "password").orElseGet(() -> lines.get(0)));
        }
        String name = user.or(() -> lastUser).orElse("admin");
        String password = terminal.askSecret("Password of " + name + ":")
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> Failure.of(ExitCode.USAGE, "password-missing", "There is no password.")
                        .next("Type it, pipe it in, or name a file: --password-file FILE"));
        return new Credentials(name, password);
    }

    private static List<String> read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.isEmpty() || lines.get(0).isEmpty()) {
                throw Failure.of(
                        ExitCode.USAGE, "password-missing", "The file " + file + " has no password in its first line.");
            }
            return lines;
        } catch (IOException e) {
            throw Failure.of(
                    ExitCode.USAGE, "file-unreadable", "The file " + file + " can't be read: " + e.getMessage() + ".");
        }
    }

    /** The control plane writes its first login as lines of {@code name: value}. */
    private static Optional<String> value(List<String> lines, String name) {
        boolean isLogin = lines.size() > 1 && lines.get(0).startsWith("user: ");
        return lines.stream()
                .filter(line -> isLogin && line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .findFirst();
    }
}
