// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.ansible;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Password hashes of the forms {@code $5$} and {@code $6$}.
 *
 * @see <a href="https://www.akkadia.org/drepper/SHA-crypt.txt">Drepper, Unix crypt using SHA-256 and SHA-512</a>
 */
record ShaCrypt(boolean sha512) {
    static final int DEFAULT_ROUNDS = 5000;

    private static final int LEAST_ROUNDS = 1000;
    private static final int MOST_ROUNDS = 999_999_999;
    private static final String ALPHABET = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    String crypt(String password, String salt, int wantedRounds) {
        int rounds = Math.max(LEAST_ROUNDS, Math.min(MOST_ROUNDS, wantedRounds));
        byte[] key = password.getBytes(StandardCharsets.UTF_8);
        byte[] grain = salt.getBytes(StandardCharsets.US_ASCII);
        byte[] digest = first(key, grain);
        byte[] keys = repeated(hashed(key, key.length), key.length);
        byte[] salts = repeated(hashed(grain, 16 + (digest[0] & 0xff)), grain.length);
        for (int round = 0; round < rounds; round++) {
            digest = round(digest, keys, salts, round);
        }
        String named = rounds == DEFAULT_ROUNDS && wantedRounds == DEFAULT_ROUNDS ? "" : "rounds=" + rounds + "$";
        return (sha512 ? "$6$" : "$5$") + named + salt + "$" + encoded(digest);
    }

    private byte[] first(byte[] key, byte[] salt) {
        MessageDigest inner = digest();
        inner.update(key);
        inner.update(salt);
        inner.update(key);
        byte[] alternate = inner.digest();
        MessageDigest outer = digest();
        outer.update(key);
        outer.update(salt);
        outer.update(repeated(alternate, key.length));
        for (int bits = key.length; bits > 0; bits >>= 1) {
            outer.update((bits & 1) == 1 ? alternate : key);
        }
        return outer.digest();
    }

    private byte[] hashed(byte[] part, int times) {
        MessageDigest digest = digest();
        for (int i = 0; i < times; i++) {
            digest.update(part);
        }
        return digest.digest();
    }

    private byte[] round(byte[] before, byte[] keys, byte[] salts, int round) {
        MessageDigest digest = digest();
        boolean odd = (round & 1) == 1;
        digest.update(odd ? keys : before);
        if (round % 3 != 0) {
            digest.update(salts);
        }
        if (round % 7 != 0) {
            digest.update(keys);
        }
        digest.update(odd ? before : keys);
        return digest.digest();
    }

    private static byte[] repeated(byte[] source, int length) {
        byte[] out = new byte[length];
        for (int i = 0; i < length; i++) {
            out[i] = source[i % source.length];
        }
        return out;
    }

    /** Writes three bytes as four letters; which bytes go together turns with each group. */
    private String encoded(byte[] digest) {
        StringBuilder out = new StringBuilder();
        int third = sha512 ? 21 : 10;
        int[] group = {0, third, 2 * third};
        for (int i = 0; i < third; i++) {
            write(out, digest[group[0]], digest[group[1]], digest[group[2]], 4);
            int first = group[0];
            if (sha512) {
                group = new int[] {group[1] + 1, group[2] + 1, first + 1};
            } else {
                group = new int[] {group[2] + 1, first + 1, group[1] + 1};
            }
        }
        if (sha512) {
            write(out, (byte) 0, (byte) 0, digest[63], 2);
        } else {
            write(out, (byte) 0, digest[31], digest[30], 3);
        }
        return out.toString();
    }

    private static void write(StringBuilder out, byte high, byte middle, byte low, int letters) {
        int bits = (high & 0xff) << 16 | (middle & 0xff) << 8 | (low & 0xff);
        for (int i = 0; i < letters; i++) {
            out.append(ALPHABET.charAt(bits & 0x3f));
            bits >>= 6;
        }
    }

    private MessageDigest digest() {
        try {
            return MessageDigest.getInstance(sha512 ? "SHA-512" : "SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-2", e);
        }
    }
}
