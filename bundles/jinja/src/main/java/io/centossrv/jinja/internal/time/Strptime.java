// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.time;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.value.Text;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads dates by a format, as Python's {@code strptime} in the C locale. */
public final class Strptime {
    private static final Map<Character, String> FIELDS = Map.ofEntries(
            Map.entry('Y', "(\\d{4})"),
            Map.entry('y', "(\\d{2})"),
            Map.entry('m', "(1[0-2]|0?[1-9])"),
            Map.entry('d', "(3[01]|[12]\\d|0?[1-9]| [1-9])"),
            Map.entry('H', "(2[0-3]|[01]?\\d)"),
            Map.entry('I', "(1[0-2]|0?[1-9])"),
            Map.entry('M', "([0-5]?\\d)"),
            Map.entry('S', "(6[01]|[0-5]?\\d)"),
            Map.entry('f', "(\\d{1,6})"),
            Map.entry('j', "(\\d{1,3})"),
            Map.entry('p', "((?i:am|pm))"),
            Map.entry('b', "([A-Za-z]{3})"),
            Map.entry('B', "([A-Za-z]+)"),
            Map.entry('a', "([A-Za-z]{3})"),
            Map.entry('A', "([A-Za-z]+)"),
            Map.entry('z', "([+-]\\d\\d:?\\d\\d|Z)"),
            Map.entry('Z', "([A-Za-z]+)"));

    private Strptime() {}

    /** Reads a date; an error in Python's words where it doesn't fit. */
    public static LocalDateTime parse(String text, String format) {
        List<Character> order = new ArrayList<>();
        Matcher fields = Pattern.compile(expression(format, order)).matcher(text);
        if (!fields.matches()) {
            throw EvaluationError.value(
                    "time data " + Text.quoted(text) + " does not match format " + Text.quoted(format));
        }
        Map<Character, String> found = new HashMap<>();
        for (int i = 0; i < order.size(); i++) {
            found.put(order.get(i), fields.group(i + 1).strip());
        }
        try {
            return date(found)
                    .atTime(hour(found), number(found, 'M', 0), Math.min(59, number(found, 'S', 0)))
                    .withNano(nanos(found));
        } catch (DateTimeException e) {
            throw EvaluationError.value("day is out of range for month: " + Text.quoted(text), e);
        }
    }

    private static String expression(String format, List<Character> order) {
        StringBuilder expression = new StringBuilder();
        String full = format.replace("%T", "%H:%M:%S")
                .replace("%F", "%Y-%m-%d")
                .replace("%D", "%m/%d/%y")
                .replace("%R", "%H:%M");
        for (int i = 0; i < full.length(); i++) {
            char c = full.charAt(i);
            if (Character.isWhitespace(c)) {
                expression.append("\\s+");
            } else if (c != '%' || i + 1 == full.length()) {
                expression.append(Pattern.quote(String.valueOf(c)));
            } else if (full.charAt(i + 1) == '%') {
                expression.append('%');
                i++;
            } else {
                char field = full.charAt(++i);
                String pattern = FIELDS.get(field);
                if (pattern == null) {
                    throw EvaluationError.value("'" + field + "' is a bad directive in format " + Text.quoted(format));
                }
                order.add(field);
                expression.append(pattern);
            }
        }
        return expression.toString();
    }

    private static LocalDate date(Map<Character, String> found) {
        int year = found.containsKey('Y')
                ? number(found, 'Y', 1900)
                : found.containsKey('y') ? century(number(found, 'y', 0)) : 1900;
        if (found.containsKey('j')) {
            return LocalDate.ofYearDay(year, number(found, 'j', 1));
        }
        String month = found.getOrDefault('b', found.get('B'));
        return LocalDate.of(year, month == null ? number(found, 'm', 1) : month(month), number(found, 'd', 1));
    }

    private static int century(int year) {
        return year < 69 ? 2000 + year : 1900 + year;
    }

    private static int month(String name) {
        for (Month month : Month.values()) {
            String full = month.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            if (full.equalsIgnoreCase(name) || full.substring(0, 3).equalsIgnoreCase(name)) {
                return month.getValue();
            }
        }
        throw EvaluationError.value("there is no month " + Text.quoted(name));
    }

    private static int hour(Map<Character, String> found) {
        if (!found.containsKey('I')) {
            return number(found, 'H', 0);
        }
        boolean afternoon = found.getOrDefault('p', "am").equalsIgnoreCase("pm");
        return number(found, 'I', 0) % 12 + (afternoon ? 12 : 0);
    }

    private static int nanos(Map<Character, String> found) {
        String micros = found.getOrDefault('f', "0");
        return Integer.parseInt((micros + "000000").substring(0, 6)) * 1000;
    }

    private static int number(Map<Character, String> found, char field, int otherwise) {
        return found.containsKey(field) ? Integer.parseInt(found.get(field)) : otherwise;
    }
}
