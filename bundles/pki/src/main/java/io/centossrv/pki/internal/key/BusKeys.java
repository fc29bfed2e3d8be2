// SPDX-License-Identifier: Apache-2.0
package io.centossrv.pki.internal.key;

import java.security.SecureRandom;
import org.bouncycastle.math.ec.rfc7748.X25519;

/** The key pair of the bus: a CURVE key is a raw X25519 key (RFC 7748) in Z85. */
public record BusKeys(String publicKey, String secretKey) {
    private static final int LENGTH = 40;

    /** Makes a new pair. */
    public static BusKeys generate(SecureRandom random) {
        byte[] secret = new byte[X25519.SCALAR_SIZE];
        X25519.generatePrivateKey(random, secret);
        return ofSecret(Z85.encode(secret));
    }

    /** Returns the pair of a secret key; IllegalArgumentException where the text is none. */
    public static BusKeys ofSecret(String secretKey) {
        byte[] secret = Z85.decode(secretKey);
        if (secretKey.length() != LENGTH) {
            throw new IllegalArgumentException("a CURVE key has " + LENGTH + " letters, not " + secretKey.length());
        }
        byte[] point = new byte[X25519.POINT_SIZE];
        X25519.generatePublicKey(secret, 0, point, 0);
        return new BusKeys(Z85.encode(point), secretKey);
    }

    @Override
    public String toString() {
        return "BusKeys[publicKey=" + publicKey + "]";
    }
}
