// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import io.centossrv.cli.bootstrap.BootstrapPlan;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What {@code node bootstrap} is told beside the hosts. */
final class BootstrapOptions {
    @Option(
            names = "--package",
            paramLabel = "FILE",
            description = "The agent's RPM. Without it the hosts' own repositories must have it.")
    private Path rpm;

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "The control plane as the hosts reach it, if they reach it by another address than you.")
    private URI server;

    @Option(names = "--accept", description = "Accept each node, with just the key that was made on the host.")
    private boolean accept;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "The name of the node; for one host. By default its own.")
    private String name;

    @Option(names = "--check", description = "Look whether the hosts are fit; change nothing.")
    private boolean check;

    Optional<String> name() {
        return Optional.ofNullable(name);
    }

    BootstrapPlan plan(URI usual) {
        return new BootstrapPlan(
                Optional.ofNullable(server).orElse(usual), Optional.ofNullable(rpm), accept, name(), check);
    }
}
