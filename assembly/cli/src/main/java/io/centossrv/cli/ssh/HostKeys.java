// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.ssh;

import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.outcome.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The host keys that the operator knows. One that is not known is shown, and kept only if he says so; the connection that
 * follows is then checked against just that key.
 */
public final class HostKeys {
    private static final Path OF_ALL_USERS = Path.of("/etc/ssh/ssh_known_hosts");

    private final SshSettings settings;

    public HostKeys(SshSettings settings) {
        this.settings = settings;
    }

    /**
     * A host's keys as it shows them.
     *
     * @param lines as in a file of known hosts
     * @param fingerprints one for each
     */
    public record Shown(List<String> lines, List<String> fingerprints) {
        public Shown {
            lines = List.copyOf(lines);
            fingerprints = List.copyOf(fingerprints);
        }
    }

    /** Returns whether something is known of the host: ssh itself then checks it. */
    public boolean isKnown(SshTarget target) {
        return settings.dns()
                || Stream.of(settings.knownHosts(), OF_ALL_USERS)
                        .filter(Files::isReadable)
                        .anyMatch(file -> knows(file, target));
    }

    private boolean knows(Path file, SshTarget target) {
        return run("ssh-keygen", "-F", target.knownName(), "-f", file.toString())
                                .code()
                        == 0
                || isCertified(file);
    }

    /** A certificate authority may vouch for any host: whether it does for this one is for ssh to see. */
    private static boolean isCertified(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.anyMatch(line -> line.startsWith("@cert-authority "));
        } catch (IOException e) {
            throw Failure.of(
                    ExitCode.USAGE, "file-unreadable", "The file " + file + " can't be read: " + e.getMessage() + ".");
        }
    }

    /** Asks a host for its keys; nothing is believed yet. */
    public Shown ask(SshTarget target) {
        String port = Integer.toString(target.port().orElse(22));
        String seconds = Long.toString(settings.connect().toSeconds());
        Answer scan = run("ssh-keyscan", "-T", seconds, "-p", port, "-t", "ed25519,ecdsa,rsa", target.host());
        List<String> lines = scan.out()
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        if (lines.isEmpty()) {
            throw Failure.of(ExitCode.UNREACHABLE, "ssh-unreachable", "No ssh server answers at " + target + ".");
        }
        return new Shown(lines, fingerprints(lines));
    }

    private List<String> fingerprints(List<String> lines) {
        try {
            Path file = Files.createTempFile("host-key", ".pub");
            try {
                Files.write(file, lines);
                return run("ssh-keygen", "-l", "-f", file.toString())
                        .out()
                        .lines()
                        .map(line -> line.split(" "))
                        .filter(words -> words.length >= 3)
                        .map(words -> words[1] + " " + words[words.length - 1])
                        .toList();
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw Failure.of(
                    ExitCode.INTERNAL, "file-unwritable", "No temporary file can be made: " + e.getMessage() + ".");
        }
    }

    /** Keeps keys that the operator believes. */
    public synchronized void keep(Shown shown) {
        Path file = settings.knownHosts();
        try {
            if (!Files.exists(file)) {
                Path folder =
                        Optional.ofNullable(file.toAbsolutePath().getParent()).orElseThrow();
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.write(file, shown.lines(), StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw Failure.of(
                    ExitCode.USAGE,
                    "file-unwritable",
                    "The file " + file + " can't be written: " + e.getMessage() + ".");
        }
    }

    private Answer run(String... command) {
        Duration limit = settings.connect().multipliedBy(4).plusSeconds(10);
        return Program.run(List.of(command), out -> {}, limit);
    }
}
