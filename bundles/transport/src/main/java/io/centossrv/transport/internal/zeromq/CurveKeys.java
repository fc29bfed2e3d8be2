// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.zeromq;

import java.util.Arrays;
import org.zeromq.ZMQ;

/** Keys between their Z85 text (ZeroMQ RFC 32) and bytes. */
final class CurveKeys {
    private static final int TEXT = 40;
    private static final int BYTES = 32;

    private CurveKeys() {}

    /** Returns the bytes; throws {@link IllegalArgumentException}, without the text, where it is no key. */
    static byte[] bytes(String name, String z85) {
        if (z85.length() != TEXT) {
            throw new IllegalArgumentException("not a CURVE key of 40 characters: " + name);
        }
        byte[] bytes;
        try {
            bytes = ZMQ.Curve.z85Decode(z85);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("not a CURVE key in Z85: " + name);
        }
        if (bytes == null || bytes.length != BYTES) {
            throw new IllegalArgumentException("not a CURVE key in Z85: " + name);
        }
        return bytes;
    }

    /** Returns the text; empty where it is no key. */
    static String text(byte[] key) {
        return key.length == BYTES ? ZMQ.Curve.z85Encode(key) : "";
    }

    /** Overwrites a key. */
    static void erase(byte[] key) {
        Arrays.fill(key, (byte) 0);
    }
}
