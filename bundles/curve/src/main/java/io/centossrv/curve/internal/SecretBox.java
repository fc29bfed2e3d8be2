// SPDX-License-Identifier: Apache-2.0
package io.centossrv.curve.internal;

import java.security.MessageDigest;
import java.util.Arrays;
import org.bouncycastle.crypto.engines.XSalsa20Engine;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/** XSalsa20 and Poly1305 as NaCl's {@code crypto_secretbox} puts them together ("Cryptography in NaCl", Bernstein 2009). */
public final class SecretBox {
    private static final int KEY = 32;
    private static final int NONCE = 24;
    private static final int TAG = 16;

    /** Zeros before a plain text; a box has 16 zeros and the tag there. */
    private static final int LEAD = 32;

    private static final byte[] ZEROS = new byte[LEAD];

    private SecretBox() {}

    /** Boxes {@code plain[32..length)} into {@code box}; false where the arguments don't fit. */
    public static boolean seal(byte[] box, byte[] plain, long length, byte[] nonce, byte[] key) {
        if (unfit(box, plain, length, nonce, key)) {
            return false;
        }
        int end = (int) length;
        Stream stream = new Stream(key, nonce);
        byte[] tag = new byte[TAG];
        try {
            stream.engine.processBytes(plain, LEAD, end - LEAD, box, LEAD);
            stream.tag(box, end, tag);
            Arrays.fill(box, 0, TAG, (byte) 0);
            System.arraycopy(tag, 0, box, TAG, TAG);
            return true;
        } finally {
            stream.erase();
        }
    }

    /** Opens {@code box} into {@code plain[32..length)}; false, and nothing written, where it is not genuine. */
    public static boolean open(byte[] plain, byte[] box, long length, byte[] nonce, byte[] key) {
        if (unfit(plain, box, length, nonce, key)) {
            return false;
        }
        int end = (int) length;
        Stream stream = new Stream(key, nonce);
        byte[] tag = new byte[TAG];
        try {
            stream.tag(box, end, tag);
            if (!MessageDigest.isEqual(tag, Arrays.copyOfRange(box, TAG, LEAD))) {
                return false;
            }
            stream.engine.processBytes(box, LEAD, end - LEAD, plain, LEAD);
            Arrays.fill(plain, 0, LEAD, (byte) 0);
            return true;
        } finally {
            Arrays.fill(tag, (byte) 0);
            stream.erase();
        }
    }

    private static boolean unfit(byte[] to, byte[] from, long length, byte[] nonce, byte[] key) {
        return length < LEAD || length > from.length || length > to.length || nonce.length < NONCE || key.length < KEY;
    }

    /** The key stream of one message, with its first 32 bytes taken for the authenticator. */
    private static final class Stream {
        private final XSalsa20Engine engine = new XSalsa20Engine();
        private final Poly1305 authenticator = new Poly1305();
        private final KeyParameter streamKey;
        private final KeyParameter authenticatorKey;

        Stream(byte[] key, byte[] nonce) {
            streamKey = new KeyParameter(key, 0, KEY);
            engine.init(true, new ParametersWithIV(streamKey, nonce, 0, NONCE));
            byte[] first = new byte[LEAD];
            engine.processBytes(ZEROS, 0, LEAD, first, 0);
            authenticatorKey = new KeyParameter(first);
            Arrays.fill(first, (byte) 0);
            authenticator.init(authenticatorKey);
        }

        void tag(byte[] box, int end, byte[] tag) {
            authenticator.update(box, LEAD, end - LEAD);
            authenticator.doFinal(tag, 0);
        }

        /** Overwrites what holds keys; the engines have no other way than a new key. */
        void erase() {
            Arrays.fill(streamKey.getKey(), (byte) 0);
            Arrays.fill(authenticatorKey.getKey(), (byte) 0);
            engine.init(true, new ParametersWithIV(streamKey, ZEROS, 0, NONCE));
            authenticator.init(authenticatorKey);
        }
    }
}
