// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.net;

import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.outcome.Failure;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate authority, and what is trusted on its word. */
public final class Authority {
    private Authority() {}

    /**
     * Returns the pin of a certificate: base64url without padding of the SHA-256 of its SubjectPublicKeyInfo (RFC 7469,
     * 2.4), the same as in a join token.
     */
    public static String pin(X509Certificate certificate) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(certificate.getPublicKey().getEncoded());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime lacks SHA-256", e);
        }
    }

    /** Returns a certificate as PEM. */
    public static String pem(X509Certificate certificate) {
        try {
            String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateException e) {
            throw new IllegalStateException("a certificate that was read can't be written", e);
        }
    }

    /** Reads the first certificate in a PEM text. */
    public static X509Certificate parse(String pem) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
        } catch (CertificateException e) {
            throw Failure.of(ExitCode.INVALID, "ca-invalid", "That is no certificate in PEM: " + e.getMessage() + ".");
        }
    }

    /** Returns TLS that trusts this authority alone, or those of the system where there is none. */
    public static SSLContext tls(Optional<String> pem) {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(pem.isPresent() ? only(parse(pem.get())) : null);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, trust.getTrustManagers(), null);
            return tls;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime can't do TLS", e);
        }
    }

    private static KeyStore only(X509Certificate certificate) throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("authority", certificate);
            return store;
        } catch (java.io.IOException e) {
            throw new IllegalStateException("an empty key store can't be made", e);
        }
    }
}
