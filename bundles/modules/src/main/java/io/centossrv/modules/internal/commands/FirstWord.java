// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.commands;

/** The first word of a line, as a shell would see it. */
final class FirstWord {
    private FirstWord() {}

    /** Returns what follows it, blanks included. */
    static String after(String line) {
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && quote != '\'') {
                i++;
            } else if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (Character.isWhitespace(c)) {
                return line.substring(i);
            }
        }
        return "";
    }
}
