// SPDX-License-Identifier: Apache-2.0
package io.centossrv.access.internal.token;

import io.centossrv.access.internal.AccessConfig;
import io.centossrv.access.internal.AccessSettings;
import io.centossrv.access.internal.store.PostgresSigningKeyStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Our own signing key, and every control plane's public key by its kid. Each control plane signs with a key that never
 * leaves its {@code etc/keys}; what is in the database, and in its backups, can only verify. Thread-safe.
 */
@Component(service = SigningKeyRing.class, configurationPid = AccessConfig.PID)
public final class SigningKeyRing {
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final PostgresSigningKeyStore store;
    private final Clock clock;
    private final Path folder;
    // Guarded by this.
    private SigningKey own;
    private boolean published;
    private volatile Known known = new Known(Instant.MIN, Map.of());

    private record Known(Instant readAt, Map<String, PublicKey> keys) {}

    @Activate
    public SigningKeyRing(@Reference PostgresSigningKeyStore store, AccessConfig config) {
        this(store, AccessSettings.of(config).keys(), Clock.systemUTC());
    }

    /** Reads our key from the folder, or makes it. */
    public SigningKeyRing(PostgresSigningKeyStore store, Path folder, Clock clock) {
        this.store = store;
        this.folder = folder;
        this.clock = clock;
        try {
            this.own = SigningKey.readOrMake(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The signing key in " + folder + " can't be read or written.", e);
        }
    }

    /** Returns the key that new tokens are signed with, published; another one where the last was revoked. */
    synchronized SigningKey own() {
        if (!published || find(own.kid()).isEmpty()) {
            if (!publish()) {
                try {
                    own = SigningKey.make(folder);
                } catch (IOException e) {
                    throw new UncheckedIOException("No signing key can be written to " + folder + ".", e);
                }
                publish();
            }
            published = true;
            known = new Known(Instant.MIN, Map.of());
        }
        return own;
    }

    private boolean publish() {
        return store.publish(own.kid(), own.publicKey().getEncoded(), clock.instant());
    }

    /** Returns the key of a kid; empty where it is unknown or revoked. At most a second behind the database. */
    Optional<PublicKey> find(String kid) {
        Known current = known;
        Instant now = clock.instant();
        if (current.readAt().equals(Instant.MIN)
                || !now.isBefore(current.readAt().plus(FRESH))
                || now.isBefore(current.readAt())) {
            current = new Known(now, decode(store.valid()));
            known = current;
        }
        return Optional.ofNullable(current.keys().get(kid));
    }

    private static Map<String, PublicKey> decode(Map<String, byte[]> encoded) {
        Map<String, PublicKey> keys = new HashMap<>();
        encoded.forEach((kid, der) -> keys.put(kid, decode(der)));
        return Map.copyOf(keys);
    }

    private static PublicKey decode(byte[] der) {
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a public key in access.signing_keys is no Ed25519 key", e);
        }
    }
}
