// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.parse;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a text at blanks and line ends, but not within quotes or templates, as split_args of ansible-core 2.14 does
 * (parsing/splitter.py): blanks and line ends that follow a word stay with it.
 */
final class FreeFormWords {
    private static final String[] OPEN = {"{{", "{%", "{#"};
    private static final String[] CLOSE = {"}}", "%}", "#}"};

    private final List<StringBuilder> words = new ArrayList<>();
    private final int[] depths = new int[OPEN.length];
    private char quote;

    private FreeFormWords() {}

    /** Returns the words; throws IllegalArgumentException where a quote or a template is not closed. */
    static List<String> split(String text) {
        FreeFormWords form = new FreeFormWords();
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            boolean continued = form.line(lines[i]);
            if (i < lines.length - 1 && !continued) {
                form.append("\n");
            }
        }
        if (form.quote != 0 || form.inTemplate()) {
            throw new IllegalArgumentException(form.quote != 0 ? "a quote is not closed" : "a template is not closed");
        }
        return form.words.stream().map(StringBuilder::toString).toList();
    }

    /** Returns whether the line's end is escaped. */
    private boolean line(String line) {
        String[] tokens = line.split(" ", -1);
        boolean continued = false;
        for (int i = 0; i < tokens.length; i++) {
            if (tokens[i].isEmpty() && i != 0) {
                append(" ");
            } else if (tokens[i].equals("\\") && quote == 0) {
                continued = true;
            } else {
                token(tokens[i], i, tokens.length);
            }
        }
        return continued;
    }

    private void token(String token, int index, int tokens) {
        boolean wasQuoted = quote != 0;
        boolean wasInTemplate = inTemplate();
        follow(token);
        boolean appended = false;
        if (quote != 0 && !wasQuoted && !wasInTemplate) {
            words.add(new StringBuilder(token));
            appended = true;
        } else if (wasInTemplate || quote != 0 || wasQuoted) {
            String before = index == 0 && wasQuoted ? "" : tokens > 1 ? (index > 0 ? " " : "") : "\n";
            append(before + token);
            appended = true;
        }
        for (int kind = 0; kind < OPEN.length; kind++) {
            int depth = Math.max(0, depths[kind] + count(token, OPEN[kind]) - count(token, CLOSE[kind]));
            if (depth != depths[kind] && !appended) {
                words.add(new StringBuilder(token));
                appended = true;
            }
            depths[kind] = depth;
        }
        if (!appended && !inTemplate() && quote == 0 && !token.isEmpty()) {
            words.add(new StringBuilder(token));
        }
    }

    private void follow(String token) {
        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i);
            if ((c == '"' || c == '\'') && (i == 0 || token.charAt(i - 1) != '\\')) {
                quote = quote == 0 ? c : quote == c ? 0 : quote;
            }
        }
    }

    private boolean inTemplate() {
        return depths[0] > 0 || depths[1] > 0 || depths[2] > 0;
    }

    /** What precedes the first word has no word to stay with. */
    private void append(String text) {
        if (!words.isEmpty()) {
            words.get(words.size() - 1).append(text);
        }
    }

    private static int count(String text, String part) {
        int count = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
            count++;
        }
        return count;
    }
}
