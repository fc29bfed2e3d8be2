// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.text;

/** Makes text that came from elsewhere harmless for a terminal. */
public final class Escapes {
    private Escapes() {}

    /** Returns the text with control characters as escapes; line ends and tabs stay. */
    public static String block(String text) {
        return escape(text, true);
    }

    /** Returns the text as one line: line ends and tabs are escapes, too. */
    public static String line(String text) {
        return escape(text, false);
    }

    private static String escape(String text, boolean lines) {
        StringBuilder safe = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (lines && (c == '\n' || c == '\t')) {
                safe.append(c);
            } else {
                append(safe, c);
            }
        }
        return safe.toString();
    }

    private static void append(StringBuilder safe, char c) {
        switch (c) {
            case '\n' -> safe.append("\\n");
            case '\r' -> safe.append("\\r");
            case '\t' -> safe.append("\\t");
            default -> {
                int type = Character.getType(c);
                if (type == Character.CONTROL) {
                    safe.append(String.format("\\x%02x", (int) c));
                } else if (type == Character.FORMAT
                        || type == Character.LINE_SEPARATOR
                        || type == Character.PARAGRAPH_SEPARATOR) {
                    // they turn the direction of text or split lines: what is shown would not be what is there
                    safe.append(String.format("\\u%04x", (int) c));
                } else {
                    safe.append(c);
                }
            }
        }
    }
}
