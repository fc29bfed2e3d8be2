// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.runtime.internal.identity;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.XECPrivateKey;
import java.security.interfaces.XECPublicKey;
import java.util.Base64;

/**
 * A CURVE key pair: X25519 (RFC 7748), each key written in Z85 (ZeroMQ RFC 32).
 *
 * @param publicKey 40 characters
 * @param secretKey 40 characters, a secret
 */
public record CurveKeys(String publicKey, String secretKey) {
    public CurveKeys {
        if (Z85.decode(publicKey).length != 32 || Z85.decode(secretKey).length != 32) {
            throw new IllegalArgumentException("a CURVE key has 32 bytes");
        }
    }

    /** Makes a new pair. */
    public static CurveKeys generate() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("X25519").generateKeyPair();
            byte[] scalar = ((XECPrivateKey) pair.getPrivate()).getScalar().orElseThrow();
            return new CurveKeys(Z85.encode(littleEndian((XECPublicKey) pair.getPublic())), Z85.encode(scalar));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no X25519: it lacks the module jdk.crypto.ec", e);
        }
    }

    /** Returns the public key's fingerprint, as the control plane shows it. */
    public String fingerprint() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Z85.decode(publicKey));
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("each Java platform has SHA-256", e);
        }
    }

    private static byte[] littleEndian(XECPublicKey key) {
        byte[] bigEndian = key.getU().toByteArray();
        byte[] bytes = new byte[32];
        for (int i = 0; i < Math.min(bytes.length, bigEndian.length); i++) {
            bytes[i] = bigEndian[bigEndian.length - 1 - i];
        }
        return bytes;
    }

    @Override
    public String toString() {
        return "CurveKeys[" + fingerprint() + "]";
    }
}
