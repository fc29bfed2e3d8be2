// SPDX-License-Identifier: Apache-2.0
package io.centossrv.pki.internal.key;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Instant;

/**
 * The keys that a control plane has for its whole life: losing one of them means that nodes have to join again.
 *
 * @param authority the certificate authority
 * @param planKeys Ed25519, for plans
 * @param busKeys CURVE, for the bus
 */
public record KeySet(CertificateAuthority authority, KeyPair planKeys, BusKeys busKeys) {
    /** Makes new keys. */
    public static KeySet generate(Instant now, SecureRandom random) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
        return new KeySet(
                CertificateAuthority.generate(now, random), generator.generateKeyPair(), BusKeys.generate(random));
    }

    @Override
    public String toString() {
        return "KeySet[" + authority + "]";
    }
}
