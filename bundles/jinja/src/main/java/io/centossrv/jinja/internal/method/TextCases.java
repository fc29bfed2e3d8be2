// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.method;

import java.util.Locale;

/** Upper and lower case, as Python's methods of these names. */
public final class TextCases {
    private TextCases() {}

    /** Returns a text with the first letter of each run of letters in upper case, all others in lower. */
    public static String title(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean inWord = false;
        for (int point : text.codePoints().toArray()) {
            boolean letter = Character.isLetter(point);
            out.appendCodePoint(letter && !inWord ? Character.toTitleCase(point) : Character.toLowerCase(point));
            inWord = letter;
        }
        return out.toString();
    }

    /** Returns a text with its first character in upper case and all others in lower. */
    public static String capitalize(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int first = text.codePointAt(0);
        int after = Character.charCount(first);
        return Character.toString(Character.toTitleCase(first))
                + text.substring(after).toLowerCase(Locale.ROOT);
    }

    static String swapped(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints()
                .forEach(point -> out.appendCodePoint(
                        Character.isUpperCase(point) ? Character.toLowerCase(point) : Character.toUpperCase(point)));
        return out.toString();
    }
}
