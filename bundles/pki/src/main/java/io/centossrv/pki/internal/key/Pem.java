// SPDX-License-Identifier: Apache-2.0
package io.centossrv.pki.internal.key;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes and reads PEM (RFC 7468). */
public final class Pem {
    private static final Pattern FORM =
            Pattern.compile("\\s*-----BEGIN ([A-Z ]+)-----\\s*([A-Za-z0-9+/=\\s]+?)\\s*-----END \\1-----\\s*");

    private Pem() {}

    /** Returns the text of a certificate. */
    public static String of(Certificate certificate) throws GeneralSecurityException {
        return text("CERTIFICATE", certificate.getEncoded());
    }

    /** Returns the text of a private key, PKCS #8. */
    public static String of(PrivateKey key) {
        return text("PRIVATE KEY", encoded(key));
    }

    /** Returns the text of a public key, SubjectPublicKeyInfo. */
    public static String of(PublicKey key) {
        return text("PUBLIC KEY", encoded(key));
    }

    /** Reads a certificate. */
    public static X509Certificate certificate(String text) throws GeneralSecurityException {
        byte[] octets = octets("CERTIFICATE", text);
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(octets));
    }

    /** Reads a private key of an algorithm, such as {@code EC}. */
    public static PrivateKey privateKey(String algorithm, String text) throws GeneralSecurityException {
        byte[] octets = octets("PRIVATE KEY", text);
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(octets));
    }

    /** Reads a public key of an algorithm. */
    public static PublicKey publicKey(String algorithm, String text) throws GeneralSecurityException {
        return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(octets("PUBLIC KEY", text)));
    }

    private static byte[] encoded(Key key) {
        return key.getEncoded();
    }

    private static String text(String label, byte[] octets) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(octets);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    private static byte[] octets(String label, String text) throws GeneralSecurityException {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || !matcher.group(1).equals(label)) {
            throw new GeneralSecurityException("no PEM text with a " + label);
        }
        return Base64.getMimeDecoder().decode(matcher.group(2).getBytes(StandardCharsets.US_ASCII));
    }
}
