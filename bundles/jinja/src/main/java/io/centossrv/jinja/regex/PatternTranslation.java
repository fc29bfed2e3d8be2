// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.regex;

import io.centossrv.jinja.error.EvaluationError;

/** Rewrites what Java's expressions spell in another way than Python's: named groups, {@code \Z}, brackets in classes. */
final class PatternTranslation {
    private final String pattern;
    private final StringBuilder out = new StringBuilder();
    private static final String KNOWN_ESCAPES = "AbBdDsSwWZafnrtvxuUN";

    /** Python's beginning of a line is also behind the last newline of a text, where Java sees none. */
    private static final String LINE_START = "(?<![^\\n])";

    private final boolean lines;
    private final boolean bytes;
    private int at;

    /**
     * Prepares a translation.
     *
     * @param lines whether {@code ^} stands for the beginning of each line
     * @param bytes whether words are of ASCII letters only
     */
    PatternTranslation(String pattern, boolean lines, boolean bytes) {
        this.pattern = pattern;
        this.lines = lines;
        this.bytes = bytes;
    }

    String run() {
        while (at < pattern.length()) {
            char c = pattern.charAt(at);
            if (c == '\\' && at + 1 < pattern.length()) {
                escape(false);
            } else if (c == '[') {
                characterClass();
            } else if (pattern.startsWith("(?P<", at)) {
                out.append("(?<");
                at += 4;
                name('>');
            } else if (pattern.startsWith("(?P=", at)) {
                out.append("\\k<");
                at += 4;
                name(')');
                out.setCharAt(out.length() - 1, '>');
            } else if (pattern.startsWith("(?#", at)) {
                int end = pattern.indexOf(')', at);
                at = end < 0 ? pattern.length() : end + 1;
            } else if (c == '^' && lines) {
                out.append(LINE_START);
                at++;
            } else if (pattern.startsWith("{,", at) && isRepetition()) {
                out.append("{0,");
                at += 2;
            } else if (c == '{' && !isRepetition()) {
                out.append("\\{");
                at++;
            } else if (c == '}' && !closesRepetition()) {
                out.append("\\}");
                at++;
            } else {
                out.append(c);
                at++;
            }
        }
        return out.toString();
    }

    /** Java's names have no underscore. */
    static String groupName(String name) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            plain.append(c == '_' ? "U95" : String.valueOf(c));
        }
        return plain.toString();
    }

    private void name(char end) {
        int stop = pattern.indexOf(end, at);
        if (stop < 0) {
            stop = pattern.length();
        }
        out.append(groupName(pattern.substring(at, stop)));
        if (stop < pattern.length()) {
            out.append(end);
        }
        at = Math.min(pattern.length(), stop + 1);
    }

    private void escape(boolean inClass) {
        char c = pattern.charAt(at + 1);
        if (c == '0') {
            octal();
            return;
        }
        if (((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) && KNOWN_ESCAPES.indexOf(c) < 0) {
            throw EvaluationError.value("bad escape \\" + c + " at position " + at);
        }
        if (bytes && !inClass && (c == 'b' || c == 'B')) {
            // Java's own looks at letters beyond ASCII too.
            out.append(c == 'b' ? "(?:(?<=\\w)(?!\\w)|(?<!\\w)(?=\\w))" : "(?:(?<=\\w)(?=\\w)|(?<!\\w)(?!\\w))");
            at += 2;
            return;
        }
        switch (c) {
            case 'b' -> out.append(inClass ? "\\x08" : "\\b");
            case 'Z' -> out.append("\\z");
            case 'a' -> out.append("\\x07");
            case 'v' -> out.append("\\x0B");
            default -> out.append('\\').append(c);
        }
        at += 2;
    }

    private void octal() {
        int end = at + 2;
        while (end < pattern.length() && end < at + 4 && pattern.charAt(end) >= '0' && pattern.charAt(end) <= '7') {
            end++;
        }
        out.append("\\x{")
                .append(Integer.toHexString(Integer.parseInt(pattern.substring(at + 1, end), 8)))
                .append('}');
        at = end;
    }

    private void characterClass() {
        out.append('[');
        at++;
        if (at < pattern.length() && pattern.charAt(at) == '^') {
            out.append('^');
            at++;
        }
        boolean first = true;
        while (at < pattern.length()) {
            char c = pattern.charAt(at);
            if (c == ']' && !first) {
                out.append(']');
                at++;
                return;
            }
            first = false;
            if (c == '\\' && at + 1 < pattern.length()) {
                escape(true);
            } else {
                if (c == '[' || c == ']' || c == '&' || c == '^') {
                    out.append('\\');
                }
                out.append(c);
                at++;
            }
        }
    }

    private boolean isRepetition() {
        int end = pattern.indexOf('}', at);
        return end > at && pattern.substring(at + 1, end).matches("\\d+(?:,\\d*)?|,\\d+") && at > 0;
    }

    private boolean closesRepetition() {
        int open = pattern.lastIndexOf('{', at);
        return open >= 0 && pattern.substring(open + 1, at).matches("\\d+(?:,\\d*)?|,\\d+") && open > 0;
    }
}
