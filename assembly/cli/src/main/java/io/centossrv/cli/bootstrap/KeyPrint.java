// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.bootstrap;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The fingerprint of an agent's key, as the control plane shows it. */
final class KeyPrint {
    /** Of Z85, https://rfc.zeromq.org/spec/32/. */
    private static final String ALPHABET =
            "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#";

    private static final int LENGTH = 40;

    private KeyPrint() {}

    /** Returns {@code SHA256:…} of a public key of 32 bytes in Z85. */
    static String of(String key) {
        if (key.length() != LENGTH) {
            throw new IllegalArgumentException("a CURVE key has 40 characters");
        }
        byte[] bytes = new byte[LENGTH / 5 * 4];
        for (int group = 0; group < LENGTH / 5; group++) {
            long value = 0;
            for (int i = 0; i < 5; i++) {
                int digit = ALPHABET.indexOf(key.charAt(group * 5 + i));
                if (digit < 0) {
                    throw new IllegalArgumentException("not a character of Z85");
                }
                value = value * 85 + digit;
            }
            for (int i = 0; i < 4; i++) {
                bytes[group * 4 + i] = (byte) (value >> (24 - 8 * i));
            }
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java platform has SHA-256", e);
        }
    }
}
