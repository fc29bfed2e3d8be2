// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.state;

/** Text as PostgreSQL holds it. */
public final class HeldText {
    private static final char REPLACEMENT = '\uFFFD';

    private HeldText() {}

    /** Returns the text, cut to a number of characters, with NUL and half surrogate pairs replaced by U+FFFD. */
    public static String of(String text, int most) {
        int length = Math.min(text.length(), most);
        StringBuilder held = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < length && Character.isLowSurrogate(text.charAt(i + 1))) {
                held.append(c).append(text.charAt(++i));
            } else {
                held.append(c == 0 || Character.isSurrogate(c) ? REPLACEMENT : c);
            }
        }
        return held.toString();
    }
}
