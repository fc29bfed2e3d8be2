// SPDX-License-Identifier: Apache-2.0
package io.centossrv.pki.internal.store;

import io.centossrv.pki.internal.key.DerivedSealing;
import io.centossrv.pki.internal.key.KeySet;
import io.centossrv.pki.internal.key.ServerNames;
import io.centossrv.platform.pki.ControlPlaneKeys;
import io.centossrv.platform.pki.SecretSealing;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The keys from files, held in memory. Thread-safe. */
public final class FileKeys implements ControlPlaneKeys {
    private static final Logger LOG = LoggerFactory.getLogger(FileKeys.class);

    private final Clock clock;
    private final KeySet keys;
    private final TlsKeystore keystore;
    private final SecretSealing sealing;
    private volatile TlsKeystore.Content tls;

    /**
     * Opens the folder, or makes the keys at the very first start.
     *
     * @throws KeyFolderBroken where the folder is not whole
     */
    public FileKeys(Path folder, ServerNames names, Clock clock) throws IOException, GeneralSecurityException {
        SecureRandom random = new SecureRandom();
        this.clock = clock;
        this.keys = new KeyFolder(folder).open(() -> {
            LOG.info("Keys of this control plane are made: folder={}. Back this folder up.", folder);
            return KeySet.generate(clock.instant(), random);
        });
        this.sealing = new DerivedSealing(keys.planKeys().getPrivate(), random);
        this.keystore = new TlsKeystore(folder, keys.authority(), random);
        this.tls = keystore.ensure(names, clock.instant());
    }

    /** Makes another TLS certificate where the present one ends soon or misses a name. */
    public synchronized void renewTls(ServerNames names) throws IOException, GeneralSecurityException {
        tls = keystore.ensure(names, clock.instant());
    }

    /** Returns the TLS keystore of this moment. */
    public TlsKeystore.Content tls() {
        return tls;
    }

    /** Tells whether the TLS certificate is over. */
    public boolean expired() {
        return clock.instant()
                .isAfter(tls.identity().certificate().getNotAfter().toInstant());
    }

    /** Returns what seals under these keys. */
    public SecretSealing sealing() {
        return sealing;
    }

    @Override
    public String caPin() {
        return keys.authority().pin();
    }

    @Override
    public List<X509Certificate> tlsChain() {
        return tls.identity().chain();
    }

    @Override
    public byte[] signPlan(byte[] plan) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(keys.planKeys().getPrivate());
            signature.update(plan);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the plan key was checked at the start and can't sign now", e);
        }
    }

    @Override
    public PublicKey planVerificationKey() {
        return keys.planKeys().getPublic();
    }

    @Override
    public String busPublicKey() {
        return keys.busKeys().publicKey();
    }

    @Override
    public String busSecretKey() {
        return keys.busKeys().secretKey();
    }
}
