// SPDX-License-Identifier: Apache-2.0
package io.centossrv.pki.internal.key;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What the TLS server shows.
 *
 * @param certificate the server's
 * @param issuer the authority's
 * @param key the server's private key
 */
public record ServerIdentity(X509Certificate certificate, X509Certificate issuer, PrivateKey key) {
    private static final Duration RENEW_BEFORE = Duration.ofDays(30);

    /** Returns the chain, the server's certificate first. */
    public List<X509Certificate> chain() {
        return List.of(certificate, issuer);
    }

    /** Tells whether it is time for another one: it ends soon, or misses a name. */
    public boolean outdated(ServerNames names, Instant now) {
        Instant end = certificate.getNotAfter().toInstant();
        return now.isAfter(end.minus(RENEW_BEFORE)) || !names.coveredBy(certificate);
    }

    @Override
    public String toString() {
        return "ServerIdentity[serial=" + certificate.getSerialNumber().toString(16) + "]";
    }
}
