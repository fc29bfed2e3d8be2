// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.pki;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The keys of this control plane, made at the first start below {@code etc/keys} (0600) and kept. Thread-safe; answers
 * from memory. Private keys are not handed out, except the bus's secret, which the transport needs.
 */
@ProviderType
public interface ControlPlaneKeys {
    /**
     * Returns the pin of the certificate authority: base64url without padding of the SHA-256 of its
     * SubjectPublicKeyInfo (as RFC 7469, 2.4), the third part of a join token.
     */
    String caPin();

    /** Returns the chain that the TLS server presents: its certificate, then the certificate authority's. */
    List<X509Certificate> tlsChain();

    /** Returns the Ed25519 signature (RFC 8032) of a plan's exact bytes. */
    byte[] signPlan(byte[] plan);

    /** Returns the key with which executors verify plans. */
    PublicKey planVerificationKey();

    /** Returns the CURVE public key of the bus, Z85 (ZeroMQ RFC 32), 40 characters. */
    String busPublicKey();

    /** Returns the CURVE secret key of the bus, Z85. For the transport alone. */
    String busSecretKey();
}
