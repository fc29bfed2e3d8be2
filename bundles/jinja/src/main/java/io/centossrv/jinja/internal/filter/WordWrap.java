// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.filter;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Breaks a line where words end, as Python's {@code textwrap} that expands no tabs. */
record WordWrap(int width, boolean breakLongWords, boolean breakOnHyphens) {
    private static final Pattern CHUNKS = Pattern.compile("\\s+|[^\\s]+");
    private static final Pattern HYPHENATED =
            Pattern.compile("[^\\s\\w]*\\w+[^0-9\\W]-(?=\\w+[^0-9\\W])|\\s+|[^\\s-]+-*|-+");

    List<String> lines(String text) {
        Deque<String> chunks = new ArrayDeque<>();
        Matcher chunk = (breakOnHyphens ? HYPHENATED : CHUNKS).matcher(text);
        while (chunk.find()) {
            chunks.add(chunk.group());
        }
        List<String> lines = new ArrayList<>();
        while (!chunks.isEmpty()) {
            if (!lines.isEmpty() && chunks.peek().isBlank()) {
                chunks.poll();
            }
            String line = line(chunks).stripTrailing();
            if (!line.isEmpty()) {
                lines.add(line);
            }
        }
        return lines;
    }

    private String line(Deque<String> chunks) {
        StringBuilder line = new StringBuilder();
        while (!chunks.isEmpty() && line.length() + chunks.peek().length() <= width) {
            line.append(chunks.poll());
        }
        if (!chunks.isEmpty() && chunks.peek().length() > width) {
            String longest = chunks.poll();
            int room = Math.max(1, width - line.length());
            if (breakLongWords) {
                line.append(longest, 0, Math.min(room, longest.length()));
                if (room < longest.length()) {
                    chunks.push(longest.substring(room));
                }
            } else if (line.length() == 0) {
                line.append(longest);
            } else {
                chunks.push(longest);
            }
        }
        return line.toString();
    }
}
