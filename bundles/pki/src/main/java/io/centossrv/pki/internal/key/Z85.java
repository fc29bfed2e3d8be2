// SPDX-License-Identifier: Apache-2.0
package io.centossrv.pki.internal.key;

import java.util.Arrays;

/** The text form of CURVE keys (ZeroMQ RFC 32): four octets are five letters of base 85, the highest first. */
public final class Z85 {
    private static final String LETTERS =
            "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#";
    private static final int BASE = 85;

    private Z85() {}

    /** Returns the text of octets whose number divides by four. */
    public static String encode(byte[] octets) {
        if (octets.length % 4 != 0) {
            throw new IllegalArgumentException("the number of octets must divide by 4, not " + octets.length);
        }
        StringBuilder text = new StringBuilder(octets.length / 4 * 5);
        for (int start = 0; start < octets.length; start += 4) {
            long value = 0;
            for (int index = 0; index < 4; index++) {
                value = (value << 8) | (octets[start + index] & 0xff);
            }
            char[] five = new char[5];
            for (int index = 4; index >= 0; index--) {
                five[index] = LETTERS.charAt((int) (value % BASE));
                value /= BASE;
            }
            text.append(five);
        }
        return text.toString();
    }

    /** Returns the octets of a text; IllegalArgumentException, which does not repeat the text, where it is none. */
    public static byte[] decode(String text) {
        if (text.length() % 5 != 0) {
            throw new IllegalArgumentException("the length of a Z85 text must divide by 5, not " + text.length());
        }
        byte[] octets = new byte[text.length() / 5 * 4];
        for (int group = 0; group < text.length() / 5; group++) {
            long value = 0;
            for (int index = 0; index < 5; index++) {
                int digit = LETTERS.indexOf(text.charAt(group * 5 + index));
                if (digit < 0) {
                    Arrays.fill(octets, (byte) 0);
                    throw new IllegalArgumentException("a letter is not in the alphabet of Z85");
                }
                value = value * BASE + digit;
            }
            if (value > 0xffffffffL) {
                throw new IllegalArgumentException("a group of five letters is over 32 bits");
            }
            for (int index = 3; index >= 0; index--) {
                octets[group * 4 + index] = (byte) value;
                value >>= 8;
            }
        }
        return octets;
    }
}
