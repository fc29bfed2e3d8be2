// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor.pause;

import io.centossrv.executor.journal.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Where a pause is kept: {@code pause.json} beside the journal, for root or the executor's user to write. */
public final class PauseFile {
    /** One that can't be read still counts, so that nothing starts by accident, but not for ever. */
    private static final Duration DAMAGED = Duration.ofDays(1);

    private final Path file;
    private final Clock clock;

    public PauseFile(Path journal, Clock clock) {
        this.file = journal.toAbsolutePath().resolveSibling("pause.json");
        this.clock = clock;
    }

    /**
     * A pause that lasts.
     *
     * @param left how long it will
     */
    public record Lasting(Pause pause, Duration left) {}

    /** Returns the pause that lasts now. */
    public Optional<Lasting> lasting() throws IOException {
        NodeTime now = NodeTime.now(clock);
        return read(now).flatMap(pause -> pause.left(now).map(left -> new Lasting(pause, left)));
    }

    private Optional<Pause> read(NodeTime now) throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
        try {
            return Optional.of(Pause.of(bytes));
        } catch (IllegalArgumentException damaged) {
            Instant since = Files.getLastModifiedTime(file).toInstant();
            return Optional.of(new Pause(
                    file + " is damaged: resume or pause anew", since, since.plus(DAMAGED), "", now.uptime()));
        }
    }

    /** Begins a pause, in place of the one that lasts. */
    public Pause begin(Duration length, String reason) throws IOException {
        if (length.isNegative() || length.isZero() || length.compareTo(Pause.LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "a pause is longer than nothing and at most " + Pause.LONGEST.toDays() + " days");
        }
        if (reason.length() > Pause.LONGEST_REASON) {
            throw new IllegalArgumentException("a reason has at most " + Pause.LONGEST_REASON + " characters");
        }
        NodeTime now = NodeTime.now(clock);
        Pause pause = new Pause(reason, now.clock(), now.clock().plus(length), now.bootId(), now.uptime());
        DurableFiles.publish(file, pause.toBytes());
        return pause;
    }

    /** Ends a pause; returns whether there was a file of one. */
    public boolean end() throws IOException {
        return DurableFiles.remove(file);
    }
}
