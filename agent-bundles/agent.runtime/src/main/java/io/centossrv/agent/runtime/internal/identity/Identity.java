// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.runtime.internal.identity;

import io.centossrv.protocol.NodeId;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * Who this agent is, as the control plane accepted it.
 *
 * @param node our id
 * @param busPort where the control plane's host serves the bus
 * @param busKey the bus's CURVE public key, Z85
 * @param planKey base64 of the SubjectPublicKeyInfo of the key that plans are signed with
 * @param token the id of the join token that brought us in
 */
public record Identity(NodeId node, int busPort, String busKey, String planKey, String token) {
    public Identity {
        if (busPort < 1 || busPort > 65_535) {
            throw new IllegalArgumentException("not a port: " + busPort);
        }
        if (Z85.decode(busKey).length != 32) {
            throw new IllegalArgumentException("a CURVE key has 32 bytes");
        }
        publicKey(planKey);
        if (!token.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new IllegalArgumentException("not the id of a join token");
        }
    }

    /** Returns the Ed25519 key with which plans are verified. */
    public PublicKey planVerificationKey() {
        return publicKey(planKey);
    }

    private static PublicKey publicKey(String base64) {
        try {
            return KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an Ed25519 key", e);
        }
    }
}
