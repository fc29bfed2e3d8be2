// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor;

import io.centossrv.playbook.module.OutputLimits;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The command line.
 *
 * @param socket to bind; empty where systemd passes one
 * @param inbox where the agent leaves plans
 * @param journal where results are kept
 * @param trust whose plans run
 * @param idle after which time without work it ends
 * @param peerUser who may connect beside the own user
 * @param limits what is kept of each stream that a command prints to
 */
record ExecutorSettings(
        Optional<Path> socket,
        Path inbox,
        Path journal,
        Path trust,
        Duration idle,
        Optional<String> peerUser,
        OutputLimits limits) {
    private static final Set<String> KNOWN =
            Set.of("--socket", "--inbox", "--journal", "--trust", "--idle", "--peer-user", "--keep-output");

    /** Reads it; throws IllegalArgumentException with what is wrong. */
    static ExecutorSettings parse(List<String> words) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < words.size(); i += 2) {
            String name = words.get(i);
            if (!KNOWN.contains(name) || i + 1 == words.size()) {
                throw new IllegalArgumentException(
                        KNOWN.contains(name) ? name + " takes a value" : "there is no option " + name);
            }
            given.put(name, words.get(i + 1));
        }
        try {
            return new ExecutorSettings(
                    Optional.ofNullable(given.get("--socket")).map(Path::of),
                    required(given, "--inbox"),
                    required(given, "--journal"),
                    required(given, "--trust"),
                    Duration.parse(given.getOrDefault("--idle", "PT60S")),
                    Optional.ofNullable(given.get("--peer-user")),
                    limits(Optional.ofNullable(given.get("--keep-output"))));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("--idle takes a duration such as PT60S", e);
        }
    }

    private static OutputLimits limits(Optional<String> bytes) {
        try {
            return bytes.map(Integer::valueOf)
                    .map(each -> new OutputLimits(each, each))
                    .orElse(OutputLimits.USUAL);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--keep-output takes a number of bytes, of the head and of the tail", e);
        }
    }

    private static Path required(Map<String, String> given, String name) {
        if (!given.containsKey(name)) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return Path.of(given.get(name)).toAbsolutePath();
    }
}
