// SPDX-License-Identifier: Apache-2.0
package io.centossrv.curve.internal;

import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.engines.Salsa20Engine;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.bouncycastle.util.Pack;

/** X25519 (RFC 7748) and HSalsa20 ("Extending the Salsa20 nonce", Bernstein 2011): NaCl's {@code crypto_box_beforenm}. */
public final class KeyAgreement {
    private static final int KEY = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** "expand 32-byte k", Salsa20's constant, little-endian. */
    private static final int[] SIGMA = {0x61707865, 0x3320646e, 0x79622d32, 0x6b206574};

    /** Where HSalsa20 takes its result from: the diagonal and the input block. */
    private static final int[] RESULT = {0, 5, 10, 15, 6, 7, 8, 9};

    private KeyAgreement() {}

    /** Fills in a new pair of keys; false where the arrays are too short. */
    public static boolean generate(byte[] publicKey, byte[] secretKey) {
        if (publicKey.length < KEY || secretKey.length < KEY) {
            return false;
        }
        byte[] fresh = new byte[KEY];
        try {
            X25519.generatePrivateKey(RANDOM, fresh);
            System.arraycopy(fresh, 0, secretKey, 0, KEY);
            X25519.generatePublicKey(fresh, 0, publicKey, 0);
            return true;
        } finally {
            Arrays.fill(fresh, (byte) 0);
        }
    }

    /**
     * Fills in the key of a box; false, and random bytes in {@code key}, where an array is too short or the shared secret is
     * all zero, which is so for each public key of low order (RFC 7748, 6.1). Only the first 32 bytes of a key count: JeroMQ
     * passes longer arrays.
     */
    public static boolean boxKey(byte[] key, byte[] publicKey, byte[] secretKey) {
        byte[] shared = new byte[KEY];
        try {
            if (key.length >= KEY
                    && publicKey.length >= KEY
                    && secretKey.length >= KEY
                    && X25519.calculateAgreement(secretKey, 0, publicKey, 0, shared, 0)) {
                hsalsa20(key, shared);
                return true;
            }
            RANDOM.nextBytes(key);
            return false;
        } finally {
            Arrays.fill(shared, (byte) 0);
        }
    }

    private static void hsalsa20(byte[] result, byte[] secret) {
        int[] input = new int[16];
        int[] mixed = new int[16];
        try {
            for (int i = 0; i < 4; i++) {
                input[5 * i] = SIGMA[i];
                input[1 + i] = Pack.littleEndianToInt(secret, 4 * i);
                input[11 + i] = Pack.littleEndianToInt(secret, 16 + 4 * i);
            }
            Salsa20Engine.salsaCore(20, input, mixed);
            for (int i = 0; i < RESULT.length; i++) {
                // salsaCore ends with adding the input, HSalsa20 does not
                Pack.intToLittleEndian(mixed[RESULT[i]] - input[RESULT[i]], result, 4 * i);
            }
        } finally {
            Arrays.fill(input, 0);
            Arrays.fill(mixed, 0);
        }
    }
}
