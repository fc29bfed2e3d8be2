// SPDX-License-Identifier: Apache-2.0
package io.centossrv.pki.internal.store;

import io.centossrv.pki.internal.key.CertificateAuthority;
import io.centossrv.pki.internal.key.ServerIdentity;
import io.centossrv.pki.internal.key.ServerNames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TLS server's key and certificate as a PKCS #12 file with a generated password. Other than the lasting keys they are
 * made anew when they end, miss a name, or can't be read: clients trust the authority, not them.
 */
public final class TlsKeystore {
    private static final Logger LOG = LoggerFactory.getLogger(TlsKeystore.class);
    private static final String ALIAS = "https";
    private static final int PASSWORD_OCTETS = 24;

    private final Path keystore;
    private final Path passwordFile;
    private final CertificateAuthority authority;
    private final SecureRandom random;

    /** Uses {@code https.p12} and {@code https.password} in a folder. */
    public TlsKeystore(Path folder, CertificateAuthority authority, SecureRandom random) {
        this.keystore = folder.resolve("https.p12");
        this.passwordFile = folder.resolve("https.password");
        this.authority = authority;
        this.random = random;
    }

    /** What the file holds and what opens it. */
    public record Content(ServerIdentity identity, Path file, String password) {
        @Override
        public String toString() {
            return "Content[" + identity + "]";
        }
    }

    /** Returns an identity that is good for these names now; makes another one only where that is needed. */
    public Content ensure(ServerNames names, Instant now) throws IOException, GeneralSecurityException {
        Optional<Content> present = load();
        if (present.isPresent() && !present.get().identity().outdated(names, now)) {
            return present.get();
        }
        Content issued = issue(names, now);
        LOG.info(
                "TLS certificate issued: names={} until={}",
                names.all(),
                issued.identity().certificate().getNotAfter().toInstant());
        return issued;
    }

    private Content issue(ServerNames names, Instant now) throws IOException, GeneralSecurityException {
        ServerIdentity identity = authority.issueServer(names, now, random);
        String password = newPassword();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        Certificate[] chain = identity.chain().toArray(Certificate[]::new);
        store.setKeyEntry(ALIAS, identity.key(), password.toCharArray(), chain);
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        store.store(octets, password.toCharArray());
        DurableFiles.replace(passwordFile, (password + "\n").getBytes(StandardCharsets.US_ASCII));
        DurableFiles.replace(keystore, octets.toByteArray());
        return new Content(identity, keystore, password);
    }

    private String newPassword() {
        byte[] octets = new byte[PASSWORD_OCTETS];
        random.nextBytes(octets);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }

    private Optional<Content> load() throws IOException {
        if (!Files.exists(keystore) || !Files.exists(passwordFile)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(keystore)) {
            String password =
                    Files.readString(passwordFile, StandardCharsets.US_ASCII).strip();
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password.toCharArray());
            return content(store, password);
        } catch (IOException | GeneralSecurityException e) {
            LOG.warn("The TLS keystore can't be read and is made anew: file={}", keystore, e);
            return Optional.empty();
        }
    }

    private Optional<Content> content(KeyStore store, String password) throws GeneralSecurityException {
        Certificate[] chain = store.getCertificateChain(ALIAS);
        if (chain == null
                || chain.length != 2
                || !chain[1].equals(authority.certificate())
                || !(store.getKey(ALIAS, password.toCharArray()) instanceof PrivateKey key)) {
            return Optional.empty();
        }
        ServerIdentity identity = new ServerIdentity((X509Certificate) chain[0], authority.certificate(), key);
        return Optional.of(new Content(identity, keystore, password));
    }
}
