// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.runtime.internal.enrolment;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts servers whose certificate comes from one certificate authority, which it knows by the hash of its key alone. That
 * authority must be in the chain that the server presents; the chain's signatures, validity and host name are then checked
 * by the platform, with that authority as the only anchor.
 */
final class PinnedTrustManager extends X509ExtendedTrustManager {
    private static final int KEY_CERT_SIGN = 5;

    private final String pin;

    PinnedTrustManager(String pin) {
        this.pin = pin;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        if (!"HTTPS".equals(engine.getSSLParameters().getEndpointIdentificationAlgorithm())) {
            throw new CertificateException("the host name would not be checked");
        }
        platform(authority(chain)).checkServerTrusted(chain, authType, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        if (!(socket instanceof SSLSocket ssl)
                || !"HTTPS".equals(ssl.getSSLParameters().getEndpointIdentificationAlgorithm())) {
            throw new CertificateException("the host name would not be checked");
        }
        platform(authority(chain)).checkServerTrusted(chain, authType, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("the host name would not be checked");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("this is no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("this is no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("this is no server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }

    private X509Certificate authority(X509Certificate[] chain) throws CertificateException {
        for (X509Certificate certificate : chain) {
            if (isPinned(certificate)) {
                // The platform takes an anchor as it is: that it is an authority, and valid now, is left to us.
                boolean[] usage = certificate.getKeyUsage();
                if (certificate.getBasicConstraints() < 0 || (usage != null && !usage[KEY_CERT_SIGN])) {
                    throw new CertificateException("the pinned certificate is not a certificate authority's");
                }
                certificate.checkValidity();
                return certificate;
            }
        }
        throw new WrongPin();
    }

    private boolean isPinned(X509Certificate certificate) throws CertificateException {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(certificate.getPublicKey().getEncoded());
            String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
            return MessageDigest.isEqual(
                    encoded.getBytes(StandardCharsets.US_ASCII), pin.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new CertificateException(e);
        }
    }

    private static X509ExtendedTrustManager platform(X509Certificate authority) throws CertificateException {
        try {
            KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
            anchors.load(null, null);
            anchors.setCertificateEntry("pinned", authority);
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(anchors);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509ExtendedTrustManager extended) {
                    return extended;
                }
            }
            throw new CertificateException("this Java runtime checks no host names");
        } catch (GeneralSecurityException | IOException e) {
            throw new CertificateException(e);
        }
    }

    /** The server is not the one for which the join token was made. */
    static final class WrongPin extends CertificateException {
        private static final long serialVersionUID = 1L;

        WrongPin() {
            super("its certificate authority is not the one whose pin is in the join token");
        }
    }
}
