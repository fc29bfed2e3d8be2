// SPDX-License-Identifier: Apache-2.0
package io.centossrv.pki.internal.key;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Signs certificates. Bouncy Castle builds them and the JDK does the cryptography, so no provider is registered.
 *
 * @param certificate its own certificate
 * @param key its private key, EC P-256
 */
public record CertificateAuthority(X509Certificate certificate, PrivateKey key) {
    private static final String SIGNATURE = "SHA256withECDSA";
    private static final Duration CA_LIFE = Duration.ofDays(3652);
    private static final Duration SERVER_LIFE = Duration.ofDays(397);

    /** So much is a certificate valid backwards, for clocks that are behind. */
    private static final Duration LEEWAY = Duration.ofHours(1);

    private static final int SERIAL_BITS = 120;

    /** Makes a new authority. */
    public static CertificateAuthority generate(Instant now, SecureRandom random) throws GeneralSecurityException {
        KeyPair keys = newKeys(random);
        X500Name name = new X500Name("CN=Centossrv CA " + new BigInteger(32, random).toString(36));
        try {
            X509v3CertificateBuilder builder =
                    builder(new Template(name, name, now, CA_LIFE, keys.getPublic()), random);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            return new CertificateAuthority(sign(builder, keys.getPrivate()), keys.getPrivate());
        } catch (IOException e) {
            throw new GeneralSecurityException("the certificate of the authority can't be written", e);
        }
    }

    /** Issues a certificate for a TLS server with these names. */
    public ServerIdentity issueServer(ServerNames names, Instant now, SecureRandom random)
            throws GeneralSecurityException {
        KeyPair keys = newKeys(random);
        try {
            X500Name issuer =
                    X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
            X500Name subject = new X500Name("CN=Centossrv control plane");
            X509v3CertificateBuilder builder =
                    builder(new Template(issuer, subject, now, SERVER_LIFE, keys.getPublic()), random);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names.general()));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(certificate));
            return new ServerIdentity(sign(builder, key), certificate, keys.getPrivate());
        } catch (IOException e) {
            throw new GeneralSecurityException("the certificate of the server can't be written", e);
        }
    }

    /** Returns the pin: base64url of the SHA-256 of the SubjectPublicKeyInfo (RFC 7469, 2.4). */
    public String pin() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(certificate.getPublicKey().getEncoded());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("each JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "CertificateAuthority[" + certificate.getSubjectX500Principal() + "]";
    }

    private record Template(X500Name issuer, X500Name subject, Instant now, Duration life, PublicKey key) {}

    private static KeyPair newKeys(SecureRandom random) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        return generator.generateKeyPair();
    }

    private static X509v3CertificateBuilder builder(Template template, SecureRandom random)
            throws GeneralSecurityException, IOException {
        Instant from = template.now().minus(LEEWAY).truncatedTo(ChronoUnit.SECONDS);
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                template.issuer(),
                new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS),
                Date.from(from),
                Date.from(from.plus(template.life())),
                template.subject(),
                template.key());
        builder.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createSubjectKeyIdentifier(template.key()));
        return builder;
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key)
            throws GeneralSecurityException {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(SIGNATURE).build(key)));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException("the key can't sign", e);
        }
    }
}
