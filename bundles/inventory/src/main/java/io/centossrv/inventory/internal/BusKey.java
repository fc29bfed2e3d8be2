// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A node's CURVE public key.
 *
 * @param text Z85 (ZeroMQ RFC 32), 40 characters
 */
public record BusKey(String text) {
    private static final String ALPHABET =
            "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#";
    private static final int CHARACTERS = 40;

    public BusKey {
        decode(text);
    }

    /** Returns {@code SHA256:} and the base64, without padding, of the SHA-256 of the key's 32 bytes. */
    public String fingerprint() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(decode(text));
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java platform has SHA-256", e);
        }
    }

    private static byte[] decode(String text) {
        if (text.length() != CHARACTERS) {
            throw new IllegalArgumentException("a bus key has " + CHARACTERS + " characters");
        }
        byte[] bytes = new byte[CHARACTERS / 5 * 4];
        for (int group = 0; group < CHARACTERS / 5; group++) {
            long value = 0;
            for (int i = 0; i < 5; i++) {
                int digit = ALPHABET.indexOf(text.charAt(group * 5 + i));
                if (digit < 0) {
                    throw new IllegalArgumentException("a bus key is written in Z85");
                }
                value = value * 85 + digit;
            }
            if (value > 0xffff_ffffL) {
                throw new IllegalArgumentException("a bus key is written in Z85");
            }
            for (int i = 0; i < 4; i++) {
                bytes[group * 4 + i] = (byte) (value >> (24 - 8 * i));
            }
        }
        return bytes;
    }
}
