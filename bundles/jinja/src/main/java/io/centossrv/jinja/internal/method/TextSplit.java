// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.method;

import io.centossrv.jinja.error.EvaluationError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Cuts texts into lists. */
public final class TextSplit {
    private TextSplit() {}

    /** Cuts at a separator, so many times at most; always where that is negative. */
    public static List<Object> on(String text, String separator, int most, boolean fromRight) {
        if (separator.isEmpty()) {
            throw EvaluationError.value("empty separator");
        }
        List<Object> parts = new ArrayList<>();
        if (fromRight) {
            int end = text.length();
            for (int i = text.lastIndexOf(separator, end - separator.length());
                    i >= 0 && (most < 0 || parts.size() < most);
                    i = text.lastIndexOf(separator, end - separator.length())) {
                parts.add(text.substring(i + separator.length(), end));
                end = i;
                if (end < separator.length()) {
                    break;
                }
            }
            parts.add(text.substring(0, end));
            Collections.reverse(parts);
            return parts;
        }
        int begin = 0;
        for (int i = text.indexOf(separator);
                i >= 0 && (most < 0 || parts.size() < most);
                i = text.indexOf(separator, begin)) {
            parts.add(text.substring(begin, i));
            begin = i + separator.length();
        }
        parts.add(text.substring(begin));
        return parts;
    }

    /** Cuts at runs of whitespace; there are no empty parts. */
    public static List<Object> onWhitespace(String text, int most, boolean fromRight) {
        List<Object> parts = new ArrayList<>();
        String rest = text.strip();
        while (!rest.isEmpty()) {
            if (most >= 0 && parts.size() == most) {
                parts.add(rest);
                break;
            }
            int end = edge(rest, fromRight);
            parts.add(fromRight ? rest.substring(end) : rest.substring(0, end));
            rest = fromRight
                    ? rest.substring(0, end).stripTrailing()
                    : rest.substring(end).stripLeading();
        }
        if (fromRight) {
            Collections.reverse(parts);
        }
        return parts;
    }

    private static int edge(String text, boolean fromRight) {
        if (fromRight) {
            int i = text.length();
            while (i > 0 && !Character.isWhitespace(text.charAt(i - 1))) {
                i--;
            }
            return i;
        }
        int i = 0;
        while (i < text.length() && !Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** Cuts into lines, with their ends or without. */
    public static List<Object> lines(String text, boolean keepEnds) {
        List<Object> lines = new ArrayList<>();
        int begin = 0;
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            boolean isBreak = "\n\r\u000b\f\u001c\u001d\u001e\u0085\u2028\u2029".indexOf(c) >= 0;
            if (!isBreak) {
                i++;
                continue;
            }
            int after = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n' ? i + 2 : i + 1;
            lines.add(text.substring(begin, keepEnds ? after : i));
            begin = after;
            i = after;
        }
        if (begin < text.length()) {
            lines.add(text.substring(begin));
        }
        return lines;
    }
}
