// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor.pause;

import io.centossrv.playbook.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A pause as it was asked for. How long it lasts is told by the time since boot where that can be known, so that a clock that
 * is set neither ends nor prolongs it; over a reboot by the clock, and at the latest when the node has been up for its length.
 *
 * @param reason in the administrator's words; may be empty
 * @param since by the clock
 * @param until by the clock, as it was then
 * @param bootId of the boot in which it began
 * @param uptime of the node when it began
 */
public record Pause(String reason, Instant since, Instant until, String bootId, Duration uptime) {
    /** No pause is longer. */
    public static final Duration LONGEST = Duration.ofDays(30);

    static final int LONGEST_REASON = 1024;

    /** Returns how much of it is left; empty where it is over. */
    public Optional<Duration> left(NodeTime now) {
        Duration byClock = Duration.between(since, now.clock());
        Duration elapsed = bootId.equals(now.bootId())
                ? now.uptime().minus(uptime)
                : byClock.compareTo(now.uptime()) > 0 ? byClock : now.uptime();
        Duration left = Duration.between(since, until).minus(elapsed);
        return left.isNegative() || left.isZero() ? Optional.empty() : Optional.of(left);
    }

    byte[] toBytes() {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("reason", reason);
        form.put("since", since.toString());
        form.put("until", until.toString());
        form.put("bootId", bootId);
        form.put("uptimeMillis", uptime.toMillis());
        return (Json.write(form) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Reads it; throws IllegalArgumentException where it is damaged. */
    static Pause of(byte[] bytes) {
        Map<String, Object> form = Json.readObject(bytes);
        if (form.get("reason") instanceof String reason
                && form.get("since") instanceof String since
                && form.get("until") instanceof String until
                && form.get("bootId") instanceof String boot
                && form.get("uptimeMillis") instanceof Long uptime) {
            try {
                return new Pause(reason, Instant.parse(since), Instant.parse(until), boot, Duration.ofMillis(uptime));
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("a time of the pause can't be read", e);
            }
        }
        throw new IllegalArgumentException("a field of the pause is missing");
    }
}
