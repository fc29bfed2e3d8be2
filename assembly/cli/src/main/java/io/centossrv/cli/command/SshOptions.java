// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.outcome.Failure;
import io.centossrv.cli.ssh.SshSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How hosts are reached that have no agent. */
final class SshOptions {
    private static final Duration CONNECT = Duration.ofSeconds(10);

    @Option(names = "--user", paramLabel = "USER", description = "Who logs in where the host does not say USER@.")
    private String user;

    @Option(
            names = "--identity",
            paramLabel = "FILE",
            description = "The private key. By default those of ssh-agent and of ssh's settings.")
    private Path identity;

    @Option(
            names = "--known-hosts",
            paramLabel = "FILE",
            description = "The host keys that are known, also @cert-authority lines. By default ~/.ssh/known_hosts.")
    private Path knownHosts;

    @Option(
            names = "--accept-new",
            description = "Believe and keep the key of a host of which none is known. It is printed.")
    private boolean acceptNew;

    @Option(names = "--sshfp", description = "Believe host keys that DNSSEC proves by SSHFP records.")
    private boolean dns;

    @Option(
            names = "--sudo-password-stdin",
            description = "Read sudo's password, one line, from standard input. It is asked for where it is needed.")
    private boolean passwordOnInput;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            description = "How many hosts at once; 4 unless said.",
            defaultValue = "4")
    private int parallel;

    Optional<String> user() {
        return Optional.ofNullable(user);
    }

    boolean acceptsNew() {
        return acceptNew;
    }

    boolean passwordOnInput() {
        return passwordOnInput;
    }

    int parallel() {
        if (parallel < 1 || parallel > 64) {
            throw Failure.of(ExitCode.USAGE, "usage", "--parallel is 1 to 64, not " + parallel + ".");
        }
        return parallel;
    }

    SshSettings settings(Path home) {
        if (identity != null && !Files.isReadable(identity)) {
            throw Failure.of(ExitCode.USAGE, "file-unreadable", "The key " + identity + " can't be read.");
        }
        return new SshSettings(
                Optional.ofNullable(identity),
                Optional.ofNullable(knownHosts).orElseGet(() -> home.resolve(".ssh/known_hosts")),
                dns,
                CONNECT);
    }
}
