// SPDX-License-Identifier: Apache-2.0
package com.neilalexander.jnacl.crypto;

import io.centossrv.curve.internal.KeyAgreement;
import io.centossrv.curve.internal.SecretBox;
import java.util.Arrays;

/**
 * NaCl's {@code crypto_box}: X25519, HSalsa20, XSalsa20 and Poly1305, in the calling convention of NaCl's C interface:
 * plain texts start with 32 bytes of zero and boxes with 16, both are counted in the length, and the result is 0, or -1
 * where the arguments don't fit, the key is of low order or the box is not genuine. Nothing is thrown for bad input.
 * Stateless.
 */
public final class curve25519xsalsa20poly1305 {
    /** Length of a public key. */
    public static final int crypto_secretbox_PUBLICKEYBYTES = 32;

    /** Length of a secret key. */
    public static final int crypto_secretbox_SECRETKEYBYTES = 32;

    /** Length of a precomputed key. */
    public static final int crypto_secretbox_BEFORENMBYTES = 32;

    /** Length of a nonce. */
    public static final int crypto_secretbox_NONCEBYTES = 24;

    /** Zeros before a plain text. */
    public static final int crypto_secretbox_ZEROBYTES = 32;

    /** Zeros before a box. */
    public static final int crypto_secretbox_BOXZEROBYTES = 16;

    private curve25519xsalsa20poly1305() {}

    /** Fills in a new pair of keys. */
    public static int crypto_box_keypair(byte[] publicKey, byte[] secretKey) {
        return KeyAgreement.generate(publicKey, secretKey) ? 0 : -1;
    }

    /**
     * Computes the key of a pair of keys. Where it is refused, {@code key} holds random bytes: a caller that does not look at
     * the result can talk to nobody.
     */
    public static int crypto_box_beforenm(byte[] key, byte[] publicKey, byte[] secretKey) {
        return KeyAgreement.boxKey(key, publicKey, secretKey) ? 0 : -1;
    }

    /** Boxes with a precomputed key. */
    public static int crypto_box_afternm(byte[] box, byte[] plain, long length, byte[] nonce, byte[] key) {
        return SecretBox.seal(box, plain, length, nonce, key) ? 0 : -1;
    }

    /** Opens with a precomputed key; {@code plain} is untouched unless the box is genuine. */
    public static int crypto_box_open_afternm(byte[] plain, byte[] box, long length, byte[] nonce, byte[] key) {
        return SecretBox.open(plain, box, length, nonce, key) ? 0 : -1;
    }

    /** Boxes. */
    public static int crypto_box(
            byte[] box, byte[] plain, long length, byte[] nonce, byte[] publicKey, byte[] secretKey) {
        byte[] key = new byte[crypto_secretbox_BEFORENMBYTES];
        try {
            return crypto_box_beforenm(key, publicKey, secretKey) == 0
                    ? crypto_box_afternm(box, plain, length, nonce, key)
                    : -1;
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /** Opens; {@code plain} is untouched unless the box is genuine. */
    public static int crypto_box_open(
            byte[] plain, byte[] box, long length, byte[] nonce, byte[] publicKey, byte[] secretKey) {
        byte[] key = new byte[crypto_secretbox_BEFORENMBYTES];
        try {
            return crypto_box_beforenm(key, publicKey, secretKey) == 0
                    ? crypto_box_open_afternm(plain, box, length, nonce, key)
                    : -1;
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }
}
