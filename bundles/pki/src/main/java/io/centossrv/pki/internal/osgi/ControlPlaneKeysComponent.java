// SPDX-License-Identifier: Apache-2.0
package io.centossrv.pki.internal.osgi;

import io.centossrv.pki.internal.key.ServerNames;
import io.centossrv.pki.internal.store.FileKeys;
import io.centossrv.pki.internal.store.TlsKeystore;
import io.centossrv.platform.pki.ControlPlaneKeys;
import io.centossrv.platform.pki.SecretSealing;
import io.centossrv.platform.readiness.ReadinessCheck;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Offers the keys below {@code etc/keys} as a service. Other names need another certificate and no restart. */
@Component(
        service = {ControlPlaneKeys.class, SecretSealing.class, ReadinessCheck.class, ControlPlaneKeysComponent.class},
        configurationPid = "io.centossrv.pki",
        immediate = true)
public final class ControlPlaneKeysComponent implements ControlPlaneKeys, SecretSealing, ReadinessCheck {
    private static final Logger LOG = LoggerFactory.getLogger(ControlPlaneKeysComponent.class);

    private final FileKeys keys;
    private volatile ServerNames names;

    @Activate
    public ControlPlaneKeysComponent(PkiConfig config) throws IOException, GeneralSecurityException {
        this.names = names(config);
        this.keys = new FileKeys(folder(), names, Clock.systemUTC());
    }

    private static Path folder() {
        String etc = System.getProperty("karaf.etc");
        if (etc == null) {
            throw new IllegalStateException("the system property karaf.etc is not set: no place for the keys");
        }
        return Path.of(etc, "keys");
    }

    private static ServerNames names(PkiConfig config) {
        List<String> names = new ArrayList<>(List.of(config.names().split(",")));
        try {
            names.add(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException e) {
            LOG.debug("The machine does not resolve its own host name", e);
        }
        return ServerNames.withLocal(names);
    }

    @Modified
    void modified(PkiConfig config) throws IOException, GeneralSecurityException {
        names = names(config);
        keys.renewTls(names);
    }

    /** Returns the keystore of this moment. */
    TlsKeystore.Content tls() {
        return keys.tls();
    }

    /** Makes another TLS certificate where the present one ends soon, and returns the keystore of this moment. */
    TlsKeystore.Content currentTls() throws IOException, GeneralSecurityException {
        if (keys.tls().identity().outdated(names, Clock.systemUTC().instant())) {
            keys.renewTls(names);
        }
        return keys.tls();
    }

    @Override
    public String name() {
        return "keys";
    }

    @Override
    public Optional<String> obstacle() {
        return keys.expired() ? Optional.of("the TLS certificate is over") : Optional.empty();
    }

    @Override
    public String seal(String purpose, String text) {
        return keys.sealing().seal(purpose, text);
    }

    @Override
    public String open(String purpose, String sealed) {
        return keys.sealing().open(purpose, sealed);
    }

    @Override
    public String caPin() {
        return keys.caPin();
    }

    @Override
    public List<X509Certificate> tlsChain() {
        return keys.tlsChain();
    }

    @Override
    public byte[] signPlan(byte[] plan) {
        return keys.signPlan(plan);
    }

    @Override
    public PublicKey planVerificationKey() {
        return keys.planVerificationKey();
    }

    @Override
    public String busPublicKey() {
        return keys.busPublicKey();
    }

    @Override
    public String busSecretKey() {
        return keys.busSecretKey();
    }
}
