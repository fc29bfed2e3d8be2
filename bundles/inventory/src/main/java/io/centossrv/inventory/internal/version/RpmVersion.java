// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.version;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * The order of versions in RPM, as a key of bytes: keys compare as unsigned bytes, in Java and in PostgreSQL alike, as
 * {@code rpmvercmp} of RPM 4.18 compares the texts. So an index can find what is below a version.
 *
 * <p>RPM cuts a version into runs of digits and of letters, and what else there is only separates, but for {@code ~},
 * which sorts before the end of a version, and {@code ^}, which sorts just after it.
 */
public final class RpmVersion {
    private static final int TILDE = 1;
    private static final int END = 2;
    private static final int CARET = 3;
    private static final int LETTERS = 4;
    private static final int DIGITS = 5;
    private static final int LONG = 255;

    private RpmVersion() {}

    /** Returns a number below, at or above zero, as {@code rpm.vercmp} does. */
    public static int compare(String one, String other) {
        return Arrays.compareUnsigned(key(one), key(other));
    }

    /** Returns the key; no key is the beginning of another, and the byte 255 begins no part of one. */
    public static byte[] key(String version) {
        ByteArrayOutputStream key = new ByteArrayOutputStream(version.length() + 8);
        write(version, key);
        return key.toByteArray();
    }

    static void write(String version, ByteArrayOutputStream key) {
        int at = 0;
        while (at < version.length()) {
            char c = version.charAt(at);
            int start = at;
            if (isDigit(c)) {
                while (at < version.length() && isDigit(version.charAt(at))) {
                    at++;
                }
                writeNumber(version, start, at, key);
            } else if (isLetter(c)) {
                key.write(LETTERS);
                while (at < version.length() && isLetter(version.charAt(at))) {
                    key.write(version.charAt(at++));
                }
                key.write(0);
            } else {
                if (c == '~' || c == '^') {
                    key.write(c == '~' ? TILDE : CARET);
                }
                at++;
            }
        }
        key.write(END);
    }

    /** A number with more digits is larger, once the zeros before it are gone: so its length comes first. */
    private static void writeNumber(String version, int start, int end, ByteArrayOutputStream key) {
        int from = start;
        while (from < end && version.charAt(from) == '0') {
            from++;
        }
        key.write(DIGITS);
        int length = end - from;
        if (length < LONG) {
            key.write(length);
        } else {
            key.write(LONG);
            for (int shift = 24; shift >= 0; shift -= 8) {
                key.write(length >>> shift);
            }
        }
        for (int at = from; at < end; at++) {
            key.write(version.charAt(at));
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
