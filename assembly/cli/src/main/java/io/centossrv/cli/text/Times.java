// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.text;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times for people: local, with the offset and the age. */
public final class Times {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT);

    private final Clock clock;

    /** Shows times in the clock's zone, and ages by it. */
    public Times(Clock clock) {
        this.clock = clock;
    }

    /** Returns a time such as {@code 2026-11-20 14:02:11 +01:00 (3 min ago)}. */
    public String show(Instant time) {
        return LOCAL.format(time.atZone(clock.getZone())) + " (" + age(time) + ")";
    }

    /** Returns an age such as {@code 3 min ago} or {@code in 2 h}. */
    public String age(Instant time) {
        Duration ago = Duration.between(time, clock.instant());
        if (ago.abs().toSeconds() < 1) {
            return "now";
        }
        return ago.isNegative() ? "in " + span(ago.negated()) : span(ago) + " ago";
    }

    /** Returns a span in its largest unit, such as {@code 3 min}. */
    public static String span(Duration span) {
        if (span.toSeconds() < 60) {
            return span.toSeconds() + " s";
        }
        if (span.toMinutes() < 60) {
            return span.toMinutes() + " min";
        }
        return span.toHours() < 48 ? span.toHours() + " h" : span.toDays() + " d";
    }
}
