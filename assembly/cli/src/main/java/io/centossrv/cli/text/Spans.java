// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.text;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads spans of time as people type them. */
public final class Spans {
    private static final Pattern SHORT = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    private Spans() {}

    /**
     * Reads {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h}, {@code 1d} or ISO-8601 such as {@code PT90S}.
     *
     * @throws IllegalArgumentException where it is none or not positive
     */
    public static Duration parse(String text) {
        Duration span = read(text.strip());
        if (span.isZero() || span.isNegative()) {
            throw new IllegalArgumentException("'" + text + "' is not longer than nothing");
        }
        return span;
    }

    private static Duration read(String text) {
        Matcher matcher = SHORT.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            try {
                return Duration.parse(text);
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException(
                        "'" + text + "' is no span of time such as 30s, 5m, 2h, 1d or PT90S", e);
            }
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }
}
