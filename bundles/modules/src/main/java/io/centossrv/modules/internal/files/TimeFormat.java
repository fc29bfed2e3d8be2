// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.files;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Locale;

/** Reads a time by a format of strptime(3): {@code %Y %m %d %H %M %S %y %j %s %p %I %b %%}. */
final class TimeFormat {
    private static final String[] MONTHS = {
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"
    };

    private final String text;
    private int at;
    private int year = 1900;
    private int month = 1;
    private int day = 1;
    private int dayOfYear;
    private int hour;
    private int minute;
    private int second;
    private boolean afternoon;
    private boolean twelve;

    private TimeFormat(String text) {
        this.text = text;
    }

    /** Returns the point in time; throws IllegalArgumentException where the text does not fit. */
    static Instant parse(String text, String format, ZoneId zone) {
        return new TimeFormat(text).parse(format, zone);
    }

    private Instant parse(String format, ZoneId zone) {
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c == '%' && i + 1 < format.length()) {
                directive(format.charAt(++i));
            } else if (at < text.length() && text.charAt(at) == c) {
                at++;
            } else {
                throw mismatch();
            }
        }
        if (at != text.length()) {
            throw mismatch();
        }
        if (twelve) {
            hour = hour % 12 + (afternoon ? 12 : 0);
        }
        try {
            LocalDate date = dayOfYear > 0 ? LocalDate.ofYearDay(year, dayOfYear) : LocalDate.of(year, month, day);
            LocalTime time = LocalTime.of(hour, minute, Math.min(second, 59));
            return LocalDateTime.of(date, time).atZone(zone).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private void directive(char what) {
        switch (what) {
            case 'Y' -> year = number(4);
            case 'y' -> {
                int two = number(2);
                year = two < 69 ? 2000 + two : 1900 + two;
            }
            case 'm' -> month = number(2);
            case 'd' -> day = number(2);
            case 'j' -> dayOfYear = number(3);
            case 'H' -> hour = number(2);
            case 'I' -> {
                hour = number(2);
                twelve = true;
            }
            case 'M' -> minute = number(2);
            case 'S' -> second = number(2);
            case 'p' -> afternoon = word("am", "pm") == 1;
            case 'b' -> month = word(MONTHS) + 1;
            case '%' -> {
                if (at >= text.length() || text.charAt(at++) != '%') {
                    throw mismatch();
                }
            }
            default -> throw new IllegalArgumentException("'%" + what + "' is not supported in a time format");
        }
    }

    private int number(int most) {
        int start = at;
        while (at < text.length() && at - start < most && Character.digit(text.charAt(at), 10) >= 0) {
            at++;
        }
        if (at == start) {
            throw mismatch();
        }
        return Integer.parseInt(text.substring(start, at));
    }

    private int word(String... words) {
        for (int i = 0; i < words.length; i++) {
            if (text.toLowerCase(Locale.ROOT).startsWith(words[i], at)) {
                at += words[i].length();
                return i;
            }
        }
        throw mismatch();
    }

    private IllegalArgumentException mismatch() {
        return new IllegalArgumentException("time data '" + text + "' does not match the format");
    }
}
