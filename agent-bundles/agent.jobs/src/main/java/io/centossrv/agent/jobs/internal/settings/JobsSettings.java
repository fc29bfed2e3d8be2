// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.jobs.internal.settings;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where things are.
 *
 * @param lib the executor's jars, where the agent starts it; empty where systemd does
 * @param socket the executor's UNIX socket
 * @param inbox plans for the executor
 * @param journal what came of them; the executor's
 * @param trust whom a spawned executor trusts
 * @param marks what has been reported
 * @param log what a spawned executor prints
 */
public record JobsSettings(
        Optional<Path> lib, Path socket, Path inbox, Path journal, Path trust, Path marks, Path log) {
    /**
     * Reads the configuration.
     *
     * @param state the domain's folder
     * @throws IllegalArgumentException with the key and what is wrong
     */
    public static JobsSettings of(JobsConfig config, Path state) {
        return new JobsSettings(
                lib(config),
                path(config.executor_socket(), state.resolve("executor.sock")),
                path(config.executor_inbox(), state.resolve("inbox")),
                path(config.executor_journal(), state.resolve("journal")),
                state.resolve("trust"),
                state.resolve("reported"),
                state.resolve("executor.log"));
    }

    private static Optional<Path> lib(JobsConfig config) {
        return switch (config.executor()) {
            case "socket" -> Optional.empty();
            case "spawn" -> {
                if (config.executor_lib().isBlank()) {
                    throw new IllegalArgumentException("executor=spawn needs executor.lib, the folder of its jars");
                }
                yield Optional.of(Path.of(config.executor_lib()));
            }
            default -> throw new IllegalArgumentException("executor is spawn or socket, not " + config.executor());
        };
    }

    private static Path path(String given, Path otherwise) {
        return given.isBlank() ? otherwise : Path.of(given);
    }

    /** Returns what {@code csrv-agent} writes where an administrator pauses the node: beside the journal, as the executor has it. */
    public Path pause() {
        return journal.resolveSibling("pause.json");
    }

    /** Returns where it is told which jobs were refused for that. */
    public Path refused() {
        return marks.resolveSibling("paused-jobs");
    }
}
