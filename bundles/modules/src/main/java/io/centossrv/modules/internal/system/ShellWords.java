// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.system;

import java.util.ArrayList;
import java.util.List;

/** Splits a command line as Python's {@code shlex.split} does in POSIX mode. */
public final class ShellWords {
    private ShellWords() {}

    /**
     * Returns the words.
     *
     * @throws IllegalArgumentException where a quote is not closed or nothing follows a backslash
     */
    public static List<String> split(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote == 0 && (c == ' ' || c == '\t' || c == '\r' || c == '\n')) {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                    inWord = false;
                }
                continue;
            }
            inWord = true;
            if (c == '\\' && quote != '\'') {
                if (++i == line.length()) {
                    throw new IllegalArgumentException("nothing follows the backslash at the end");
                }
                char next = line.charAt(i);
                if (quote == '"' && next != '"' && next != '\\') {
                    word.append('\\');
                }
                word.append(next);
            } else if (c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else {
                word.append(c);
            }
        }
        if (quote != 0) {
            throw new IllegalArgumentException("a quote is not closed");
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
    }
}
