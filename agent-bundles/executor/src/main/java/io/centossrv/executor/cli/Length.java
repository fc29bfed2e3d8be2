// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as administrators write them. */
final class Length {
    private static final Pattern SHORT =
            Pattern.compile("(?:([0-9]{1,5})d)?(?:([0-9]{1,6})h)?(?:([0-9]{1,8})m)?(?:([0-9]{1,9})s)?");

    private Length() {}

    /** Reads {@code 2h}, {@code 1d12h}, {@code 90m} or ISO 8601; throws IllegalArgumentException. */
    static Duration of(String text) {
        Matcher matcher = SHORT.matcher(text.toLowerCase(Locale.ROOT));
        if (!text.isEmpty() && matcher.matches()) {
            return Duration.ofDays(number(matcher, 1))
                    .plusHours(number(matcher, 2))
                    .plusMinutes(number(matcher, 3))
                    .plusSeconds(number(matcher, 4));
        }
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no length of time: write it as 2h, 90m, 1d12h or PT2H", e);
        }
    }

    /** Returns it with its two largest units. */
    static String text(Duration length) {
        long seconds = length.plusMillis(999).toSeconds();
        if (seconds >= 86_400) {
            return seconds / 86_400 + " d " + seconds % 86_400 / 3600 + " h";
        }
        if (seconds >= 3600) {
            return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
        }
        return seconds >= 60 ? seconds / 60 + " min " + seconds % 60 + " s" : seconds + " s";
    }

    private static long number(Matcher matcher, int group) {
        return matcher.group(group) == null ? 0 : Long.parseLong(matcher.group(group));
    }
}
