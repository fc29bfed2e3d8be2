// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.net;

import io.centossrv.playbook.module.ModuleFailure;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Whom a task trusts and as whom it presents itself: the node's own authorities where it names none. */
final class TlsTrust {
    private static final List<Path> NODE = List.of(
            Path.of("/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem"),
            Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
            Path.of("/etc/ssl/certs/ca-certificates.crt"));

    private TlsTrust() {}

    static SSLContext context(
            boolean validate, Optional<Path> authorities, Optional<Path> certificate, Optional<Path> key)
            throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            TrustManager[] trust = validate ? trust(authorities) : new TrustManager[] {new AnyCertificate()};
            context.init(certificate.isPresent() ? identity(certificate.get(), key) : null, trust, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new ModuleFailure("the certificates of the task can't be used: " + e.getMessage());
        }
    }

    private static TrustManager[] trust(Optional<Path> authorities) throws GeneralSecurityException, IOException {
        Optional<Path> file =
                authorities.or(() -> NODE.stream().filter(Files::isReadable).findFirst());
        KeyStore store = null;
        if (file.isPresent()) {
            store = empty();
            int number = 0;
            for (Certificate one : certificates(file.get())) {
                store.setCertificateEntry("authority-" + number++, one);
            }
            if (number == 0) {
                throw new ModuleFailure("there is no certificate in " + file.get());
            }
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static List<Certificate> certificates(Path path) throws GeneralSecurityException, IOException {
        if (!Files.isDirectory(path)) {
            return new PemFile(path).certificates();
        }
        List<Certificate> all = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path, "*.{crt,pem,cer}")) {
            for (Path entry : entries) {
                all.addAll(new PemFile(entry).certificates());
            }
        }
        return all;
    }

    private static KeyManager[] identity(Path certificate, Optional<Path> key)
            throws GeneralSecurityException, IOException {
        PemFile file = new PemFile(certificate);
        Optional<PrivateKey> own = key.isPresent() ? new PemFile(key.get()).key() : file.key();
        List<Certificate> chain = file.certificates();
        if (own.isEmpty() || chain.isEmpty()) {
            throw new ModuleFailure("client_cert and client_key hold no certificate with its private key");
        }
        char[] nobody = new char[0];
        KeyStore store = empty();
        store.setKeyEntry("client", own.get(), nobody, chain.toArray(new Certificate[0]));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, nobody);
        return factory.getKeyManagers();
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
