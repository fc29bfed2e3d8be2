// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.regex;

import io.centossrv.jinja.error.EvaluationError;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a match is replaced by: texts and groups, in Python's spelling ({@code \1}, {@code \g<name>}, {@code \n}). */
public final class Replacement {
    private final List<Part> parts;

    private Replacement(List<Part> parts) {
        this.parts = parts;
    }

    /** Reads a replacement. */
    public static Replacement of(String template) {
        List<Part> parts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            char c = template.charAt(at);
            if (c != '\\' || at + 1 == template.length()) {
                if (c == '\\') {
                    throw EvaluationError.value("bad escape (end of pattern) at position " + at);
                }
                text.append(c);
                at++;
                continue;
            }
            char letter = template.charAt(at + 1);
            if (letter == 'g') {
                int end = template.indexOf('>', at);
                if (!template.startsWith("<", at + 2) || end < 0) {
                    throw EvaluationError.value("missing group name at position " + (at + 2));
                }
                add(parts, text, template.substring(at + 3, end));
                at = end + 1;
            } else if (letter >= '1' && letter <= '9') {
                int end = at + 2;
                if (end < template.length() && Character.isDigit(template.charAt(end))) {
                    end++;
                }
                add(parts, text, template.substring(at + 1, end));
                at = end;
            } else {
                text.append(escape(letter, at));
                at += 2;
            }
        }
        parts.add(new Part(text.toString(), false));
        return new Replacement(parts);
    }

    private static void add(List<Part> parts, StringBuilder text, String group) {
        parts.add(new Part(text.toString(), false));
        text.setLength(0);
        parts.add(new Part(group, true));
    }

    private static String escape(char letter, int at) {
        int known = "nrtvfab0".indexOf(letter);
        if (known >= 0) {
            return String.valueOf("\n\r\t\u000b\f\u0007\b\0".charAt(known));
        }
        if (Character.isLetter(letter) && letter < 128) {
            throw EvaluationError.value("bad escape \\" + letter + " at position " + at);
        }
        return letter == '\\' ? "\\" : "\\" + letter;
    }

    /** Returns a text with each match replaced. */
    public String replaceAll(Matcher matcher, String text) {
        StringBuilder out = new StringBuilder();
        int last = 0;
        while (matcher.find()) {
            out.append(text, last, matcher.start());
            expand(matcher, out);
            last = matcher.end();
        }
        return out.append(text.substring(last)).toString();
    }

    /** Returns what the match that a matcher has found is replaced by. */
    public String expand(Matcher matcher) {
        StringBuilder out = new StringBuilder();
        expand(matcher, out);
        return out.toString();
    }

    private void expand(Matcher matcher, StringBuilder out) {
        for (Part part : parts) {
            Object value = part.isGroup ? group(matcher, part.text) : part.text;
            out.append(value == null ? "" : value);
        }
    }

    /** Fails where it names a group that an expression hasn't, which Python says before it looks for a match. */
    public void requireGroups(Pattern pattern) {
        // Names are known to a match only; java.util.regex tells no pattern's names before JDK 20.
        String plain = pattern.pattern();
        int count = pattern.matcher("").groupCount();
        for (Part part : parts) {
            boolean known = !part.isGroup
                    || (part.text.matches("\\d+")
                            ? Integer.parseInt(part.text) <= count
                            : plain.contains("(?<" + PatternTranslation.groupName(part.text) + ">"));
            if (!known) {
                throw EvaluationError.value("invalid group reference " + part.text);
            }
        }
    }

    /** Returns a match's group by its number or name; null, which is None, where it took no part. */
    public static Object group(Matcher matcher, String group) {
        try {
            return group.matches("\\d+")
                    ? matcher.group(Integer.parseInt(group))
                    : matcher.group(PatternTranslation.groupName(group));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw EvaluationError.value("no such group: " + group, e);
        }
    }

    private record Part(String text, boolean isGroup) {}
}
