// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Expands {@code web[01:10:2].example} to names, and takes a port off. */
final class HostRange {
    private static final int MOST = 100_000;
    private static final Pattern PORT = Pattern.compile("([^:\\[\\]]*+(?:\\[[^\\]]*+\\][^:\\[\\]]*+)*+):([0-9]{1,5})");
    private static final Pattern BRACKETED = Pattern.compile("\\[([0-9a-fA-F:.]+)\\](?::([0-9]{1,5}))?");
    private static final Pattern RANGE = Pattern.compile("\\[([^\\[\\]:]*):([^\\[\\]:]*)(?::([0-9]+))?\\]");
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private HostRange() {}

    record Expanded(List<String> names, Optional<Long> port) {}

    /** Returns the names; throws IllegalArgumentException where a range is none. */
    static Expanded expand(String pattern) {
        Matcher address = BRACKETED.matcher(pattern);
        if (address.matches() && address.group(1).chars().filter(c -> c == ':').count() > 1) {
            return new Expanded(
                    List.of(address.group(1)),
                    Optional.ofNullable(address.group(2)).map(Long::valueOf));
        }
        Matcher port = PORT.matcher(pattern);
        boolean given = port.matches();
        List<String> names = new ArrayList<>();
        names(given ? port.group(1) : pattern, names);
        return new Expanded(names, given ? Optional.of(Long.valueOf(port.group(2))) : Optional.empty());
    }

    private static void names(String pattern, List<String> into) {
        Matcher range = RANGE.matcher(pattern);
        if (!range.find()) {
            if (pattern.indexOf('[') >= 0) {
                throw new IllegalArgumentException("a host range must be begin:end or begin:end:step");
            }
            if (into.size() >= MOST) {
                throw new IllegalArgumentException("a range makes more than " + MOST + " hosts");
            }
            into.add(pattern);
            return;
        }
        String head = pattern.substring(0, range.start());
        String tail = pattern.substring(range.end());
        for (String part : sequence(range.group(1), range.group(2), range.group(3))) {
            names(head + part + tail, into);
        }
    }

    private static List<String> sequence(String begin, String end, String stepText) {
        if (end.isEmpty()) {
            throw new IllegalArgumentException("host range must specify end value");
        }
        List<String> parts = new ArrayList<>();
        try {
            int step = stepText == null ? 1 : Integer.parseInt(stepText);
            boolean letters =
                    begin.length() == 1 && LETTERS.contains(begin) && end.length() == 1 && LETTERS.contains(end);
            int first = letters ? LETTERS.indexOf(begin) : begin.isEmpty() ? 0 : Integer.parseInt(begin);
            int last = letters ? LETTERS.indexOf(end) : Integer.parseInt(end);
            boolean filled = !letters && begin.length() > 1 && begin.charAt(0) == '0';
            if (step < 1 || (letters && first > last)) {
                throw new IllegalArgumentException("host range must have begin <= end, and a step of 1 or more");
            }
            if (filled && begin.length() != end.length()) {
                throw new IllegalArgumentException("host range must specify equal-length begin and end formats");
            }
            if ((long) last - first > MOST) {
                throw new IllegalArgumentException("a range makes more than " + MOST + " hosts");
            }
            for (int i = first; i <= last; i += step) {
                String number = String.valueOf(i);
                parts.add(
                        letters
                                ? String.valueOf(LETTERS.charAt(i))
                                : filled ? "0".repeat(Math.max(0, begin.length() - number.length())) + number : number);
            }
            return parts;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a host range is of numbers or of single letters", e);
        }
    }
}
