// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.runtime.internal.identity;

/** ZeroMQ RFC 32: four bytes as five printable characters. */
final class Z85 {
    private static final String ALPHABET =
            "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#";

    private Z85() {}

    /** Writes bytes whose number is divisible by four. */
    static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length / 4 * 5);
        for (int at = 0; at < bytes.length; at += 4) {
            long value = 0;
            for (int i = 0; i < 4; i++) {
                value = value << 8 | (bytes[at + i] & 0xff);
            }
            for (long divisor = 85L * 85 * 85 * 85; divisor > 0; divisor /= 85) {
                text.append(ALPHABET.charAt((int) (value / divisor % 85)));
            }
        }
        return text.toString();
    }

    static byte[] decode(String text) {
        if (text.length() % 5 != 0) {
            throw new IllegalArgumentException("Z85 is written in groups of five characters");
        }
        byte[] bytes = new byte[text.length() / 5 * 4];
        for (int group = 0; group < text.length() / 5; group++) {
            long value = 0;
            for (int i = 0; i < 5; i++) {
                int digit = ALPHABET.indexOf(text.charAt(group * 5 + i));
                if (digit < 0) {
                    throw new IllegalArgumentException("not a character of Z85");
                }
                value = value * 85 + digit;
            }
            if (value > 0xffff_ffffL) {
                throw new IllegalArgumentException("a group of Z85 is too large");
            }
            for (int i = 0; i < 4; i++) {
                bytes[group * 4 + i] = (byte) (value >> (24 - 8 * i));
            }
        }
        return bytes;
    }
}
