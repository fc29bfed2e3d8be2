// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.runtime.internal.enrolment;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority, and what it issues to servers, good or bad. */
final class TestAuthority {
    private final X500Name name;
    private final KeyPair keys = keyPair();
    private final X509Certificate certificate;

    TestAuthority(String name, boolean isAuthority, Instant notAfter) throws Exception {
        this.name = new X500Name("CN=" + name);
        X509v3CertificateBuilder builder = builder(this.name, this.name, keys, notAfter);
        if (isAuthority) {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        }
        this.certificate = sign(builder, keys);
    }

    static TestAuthority good(String name) throws Exception {
        return new TestAuthority(name, true, Instant.now().plus(Duration.ofDays(1)));
    }

    String pin() throws GeneralSecurityException {
        byte[] hash = MessageDigest.getInstance("SHA-256")
                .digest(certificate.getPublicKey().getEncoded());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }

    /** Returns what a server presents whose certificate is for the name and signed with our key. */
    SSLContext server(GeneralName host, Instant notAfter) throws Exception {
        return server(host, notAfter, keys);
    }

    /** Returns what a server presents that shows our certificate and has one that another key signed. */
    SSLContext forged(GeneralName host) throws Exception {
        return server(host, Instant.now().plus(Duration.ofDays(1)), keyPair());
    }

    private SSLContext server(GeneralName host, Instant notAfter, KeyPair signer) throws Exception {
        KeyPair serverKeys = keyPair();
        X509v3CertificateBuilder builder = builder(name, new X500Name("CN=server"), serverKeys, notAfter);
        builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(host));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "server", serverKeys.getPrivate(), new char[0], new Certificate[] {sign(builder, signer), certificate});
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static X509v3CertificateBuilder builder(X500Name issuer, X500Name subject, KeyPair keys, Instant notAfter) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(64, new SecureRandom()),
                Date.from(Instant.now().minus(Duration.ofDays(2))),
                Date.from(notAfter),
                subject,
                keys.getPublic());
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, KeyPair signer)
            throws OperatorCreationException, GeneralSecurityException, IOException {
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate())));
    }

    private static KeyPair keyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }
}
