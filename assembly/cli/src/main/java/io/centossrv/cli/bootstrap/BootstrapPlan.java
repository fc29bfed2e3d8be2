// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.bootstrap;

import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.outcome.Failure;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is to be done on each host.
 *
 * @param server the control plane as hosts reach it
 * @param rpm the agent's package; empty where the hosts' own repositories have it
 * @param accept whether to accept each node
 * @param name to give; empty for the host's name
 * @param check whether to look only
 */
public record BootstrapPlan(URI server, Optional<Path> rpm, boolean accept, Optional<String> name, boolean check) {
    private static final Pattern ARCHITECTURE = Pattern.compile(".*\\.(x86_64|aarch64|ppc64le|s390x)\\.rpm");

    public BootstrapPlan {
        rpm.filter(file -> !Files.isReadable(file) || Files.isDirectory(file)).ifPresent(file -> {
            throw Failure.of(ExitCode.USAGE, "file-unreadable", "The package " + file + " can't be read.");
        });
        if (server.getHost() == null || server.getHost().matches("localhost|127\\..*|\\[?::1]?")) {
            throw Failure.of(
                            ExitCode.USAGE,
                            "server-not-for-hosts",
                            "The control plane's address " + server + " is not one that other hosts reach.")
                    .next("Name the one that is: --server https://HOST:8443");
        }
    }

    /** Returns the package's architecture, as its name says. */
    Optional<String> architecture() {
        return rpm.map(file -> ARCHITECTURE.matcher(file.getFileName().toString()))
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1));
    }
}
