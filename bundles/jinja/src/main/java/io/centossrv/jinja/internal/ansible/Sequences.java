// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.ansible;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.error.LimitExceeded;
import io.centossrv.jinja.spi.LookupContext;
import io.centossrv.jinja.value.PercentFormat;
import io.centossrv.jinja.value.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code sequence}: numbers in a format, written as {@code 1-10/2:host%02d} or {@code start=1 end=10}. */
final class Sequences {
    private static final int MOST_MADE = 1_000_000;
    private static final String NUMBER = "(0x[0-9a-fA-F]+|0[0-7]*|[1-9]\\d*|-?\\d+)";
    private static final Pattern SHORT =
            Pattern.compile("(?:" + NUMBER + "-)?" + NUMBER + "(?:/" + NUMBER + ")?(?::(.+))?");

    private Sequences() {}

    static List<Object> find(List<Object> terms, Map<String, Object> options, LookupContext context) {
        List<Object> made = new ArrayList<>();
        for (Object term : terms) {
            Map<String, String> given = parse(Text.of(term));
            long start = number(given.getOrDefault("start", "1"));
            String format = given.getOrDefault("format", "%d");
            long step = number(given.getOrDefault("stride", "1"));
            if (!given.containsKey("end") && !given.containsKey("count")) {
                throw EvaluationError.value("must specify count or end in with_sequence");
            }
            if (given.containsKey("end") && given.containsKey("count")) {
                throw EvaluationError.value("can't specify both count and end in with_sequence");
            }
            long end;
            if (given.containsKey("count")) {
                long count = number(given.get("count"));
                end = start + count * step - 1;
                if (count == 0) {
                    continue;
                }
            } else {
                end = number(given.get("end"));
            }
            if (step > 0 && end < start) {
                throw EvaluationError.value("to count backwards make stride negative");
            }
            if (step < 0 && end > start) {
                throw EvaluationError.value("to count forward don't make stride negative");
            }
            if (step != 0) {
                add(made, start, end, step, format);
            }
        }
        return made;
    }

    private static void add(List<Object> made, long start, long end, long step, String format) {
        for (long i = start; step > 0 ? i <= end : i >= end; i += step) {
            made.add(PercentFormat.format(format, i));
            if (made.size() > MOST_MADE) {
                throw new LimitExceeded("a sequence of more than " + MOST_MADE + " numbers");
            }
        }
    }

    private static Map<String, String> parse(String term) {
        Map<String, String> given = new HashMap<>();
        Matcher brief = SHORT.matcher(term.strip());
        if (brief.matches()) {
            put(given, "start", brief.group(1));
            put(given, "end", brief.group(2));
            put(given, "stride", brief.group(3));
            put(given, "format", brief.group(4));
            return given;
        }
        for (String pair : term.strip().split("\\s+")) {
            int equals = pair.indexOf('=');
            if (equals < 0
                    || !List.of("start", "end", "stride", "count", "format").contains(pair.substring(0, equals))) {
                throw EvaluationError.value("unrecognized arguments to with_sequence: " + pair);
            }
            given.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return given;
    }

    private static void put(Map<String, String> given, String name, String value) {
        if (value != null) {
            given.put(name, value);
        }
    }

    private static long number(String text) {
        try {
            return Long.decode(text);
        } catch (NumberFormatException e) {
            throw EvaluationError.value("can't parse " + text + " as integer", e);
        }
    }
}
