// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.bootstrap;

import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.outcome.Failure;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

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

    /** Returns what the package says of itself. */
    Optional<RpmHeader> header() {
        return rpm.map(RpmHeader::read);
    }
}
