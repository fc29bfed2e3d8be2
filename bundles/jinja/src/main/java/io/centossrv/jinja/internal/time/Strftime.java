// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.time;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.Locale;

/** Dates as text by the format of {@code strftime(3)}, in the C locale. */
public final class Strftime {
    private static final Locale C = Locale.ENGLISH;

    private Strftime() {}

    /** Formats a date; what is no conversion stays as it is. */
    public static String format(String format, ZonedDateTime date) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%' || i + 1 == format.length()) {
                out.append(c);
                continue;
            }
            char conversion = format.charAt(++i);
            boolean plain = conversion == '-' && i + 1 < format.length();
            if (plain) {
                conversion = format.charAt(++i);
            }
            String text = convert(conversion, date);
            out.append(plain ? text.replaceFirst("^[0 ]+(?=\\d)", "") : text);
        }
        return out.toString();
    }

    private static String convert(char conversion, ZonedDateTime date) {
        return switch (conversion) {
            case 'Y' -> Integer.toString(date.getYear());
            case 'C' -> two(date.getYear() / 100);
            case 'y' -> two(date.getYear() % 100);
            case 'm' -> two(date.getMonthValue());
            case 'd' -> two(date.getDayOfMonth());
            case 'e' -> String.format("%2d", date.getDayOfMonth());
            case 'H' -> two(date.getHour());
            case 'I' -> two((date.getHour() + 11) % 12 + 1);
            case 'k' -> String.format("%2d", date.getHour());
            case 'l' -> String.format("%2d", (date.getHour() + 11) % 12 + 1);
            case 'M' -> two(date.getMinute());
            case 'S' -> two(date.getSecond());
            case 'f' -> String.format("%06d", date.getNano() / 1000);
            case 'j' -> String.format("%03d", date.getDayOfYear());
            case 'a' -> date.getDayOfWeek().getDisplayName(TextStyle.SHORT, C);
            case 'A' -> date.getDayOfWeek().getDisplayName(TextStyle.FULL, C);
            case 'b', 'h' -> date.getMonth().getDisplayName(TextStyle.SHORT, C);
            case 'B' -> date.getMonth().getDisplayName(TextStyle.FULL, C);
            case 'p' -> date.getHour() < 12 ? "AM" : "PM";
            case 'P' -> date.getHour() < 12 ? "am" : "pm";
            case 's' -> Long.toString(date.toEpochSecond());
            case 'u' -> Integer.toString(date.getDayOfWeek().getValue());
            case 'w' -> Integer.toString(date.getDayOfWeek().getValue() % 7);
            case 'z' -> DateTimeFormatter.ofPattern("xx", C).format(date);
            case 'Z' -> date.getZone().getDisplayName(TextStyle.SHORT, C).replace("Z", "UTC");
            case 'G' -> Integer.toString(date.get(IsoFields.WEEK_BASED_YEAR));
            case 'V' -> two(date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case 'U' -> two(week(date, 0));
            case 'W' -> two(week(date, 1));
            default -> composed(conversion, date);
        };
    }

    private static String composed(char conversion, ZonedDateTime date) {
        return switch (conversion) {
            case 'F' -> format("%Y-%m-%d", date);
            case 'T', 'X' -> format("%H:%M:%S", date);
            case 'R' -> format("%H:%M", date);
            case 'r' -> format("%I:%M:%S %p", date);
            case 'D', 'x' -> format("%m/%d/%y", date);
            case 'c' -> format("%a %b %e %H:%M:%S %Y", date);
            case 'n' -> "\n";
            case 't' -> "\t";
            case '%' -> "%";
            default -> "%" + conversion;
        };
    }

    /** Returns the week of the year whose weeks begin on a Sunday (0) or a Monday (1). */
    private static int week(ZonedDateTime date, int firstDay) {
        long day = ChronoUnit.DAYS.between(date.withDayOfYear(1), date);
        int weekday = Math.floorMod(date.getDayOfWeek().getValue() - firstDay, 7);
        return (int) (day + 7 - weekday) / 7;
    }

    private static String two(int number) {
        return String.format("%02d", number);
    }
}
