// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code play check} and {@code play apply} have in common. */
@Command
final class PlayOptions {
    @Option(names = "--limit", paramLabel = "TARGET", description = "Only these of the plays' nodes.")
    private String limit;

    @Option(names = "--diff", description = "Show differences.")
    private boolean diff;

    @Option(names = "--detailed-exitcode", description = "End with 10 where something changes, 12 with failures.")
    private boolean detailed;

    @Option(
            names = "--wait-offline",
            paramLabel = "SPAN",
            description = "How long it may wait for a node that is not there; 24 hours unless said.")
    private Duration timeToLive;

    @Option(names = "--detach", description = "Don't wait for the end; print the job's id.")
    private boolean detach;

    @Option(names = "--batch", paramLabel = "N|P%", description = "How many nodes at once; all unless said.")
    private String batch;

    @Option(
            names = "--max-failures",
            paramLabel = "N|P%",
            description = "On how many nodes it may fail before the rest is cancelled; 5%% unless said.")
    private String maxFailures;

    Optional<String> batch() {
        return Optional.ofNullable(batch);
    }

    Optional<String> maxFailures() {
        return Optional.ofNullable(maxFailures);
    }

    Optional<String> limit() {
        return Optional.ofNullable(limit);
    }

    Optional<Duration> timeToLive() {
        return Optional.ofNullable(timeToLive);
    }

    boolean isDiff() {
        return diff;
    }

    boolean isDetailed() {
        return detailed;
    }

    boolean isDetached() {
        return detach;
    }
}
