// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.jobs.internal.pause;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.centossrv.jobs.message.NodePause;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads what {@code csrv-agent pause} wrote, which is root's to write. Counts as the executor does, which has the last word: by
 * the time since boot within one boot, else by the clock. Thread-safe.
 */
public final class PauseState {
    private static final int MAX_FILE = 16 * 1024;
    private static final int MAX_REASON = 1024;
    private static final Duration DAMAGED = Duration.ofDays(1);

    private final Path file;
    private final Path proc;
    private final Clock clock;
    private final ObjectMapper json = new ObjectMapper();

    public PauseState(Path file, Clock clock) {
        this(file, Path.of("/proc"), clock);
    }

    PauseState(Path file, Path proc, Clock clock) {
        this.file = file;
        this.proc = proc;
        this.clock = clock;
    }

    /** Returns the pause that lasts now. */
    public Optional<NodePause> lasting() {
        try (InputStream in = Files.newInputStream(file)) {
            return lasting(in.readNBytes(MAX_FILE));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<NodePause> lasting(byte[] content) throws IOException {
        Instant now = clock.instant();
        try {
            JsonNode form = json.readTree(content);
            Instant since = Instant.parse(form.path("since").asText());
            Duration length =
                    Duration.between(since, Instant.parse(form.path("until").asText()));
            String reason = form.path("reason").asText();
            return left(form, since, length, now)
                    .map(left -> new NodePause(
                            reason.substring(0, Math.min(MAX_REASON, reason.length())), since, now.plus(left)));
        } catch (JacksonException | DateTimeException damaged) {
            Instant since = Files.getLastModifiedTime(file).toInstant();
            return since.plus(DAMAGED).isAfter(now)
                    ? Optional.of(new NodePause("the file of the pause is damaged", since, since.plus(DAMAGED)))
                    : Optional.empty();
        }
    }

    private Optional<Duration> left(JsonNode form, Instant since, Duration length, Instant now) throws IOException {
        Duration uptime = Duration.ofMillis(
                new BigDecimal(Files.readString(proc.resolve("uptime")).split(" ")[0])
                        .movePointRight(3)
                        .longValue());
        String boot =
                Files.readString(proc.resolve("sys/kernel/random/boot_id")).strip();
        Duration byClock = Duration.between(since, now);
        Duration elapsed = boot.equals(form.path("bootId").asText())
                ? uptime.minusMillis(form.path("uptimeMillis").asLong())
                : byClock.compareTo(uptime) > 0 ? byClock : uptime;
        Duration left = length.minus(elapsed);
        return left.isNegative() || left.isZero() ? Optional.empty() : Optional.of(left);
    }
}
