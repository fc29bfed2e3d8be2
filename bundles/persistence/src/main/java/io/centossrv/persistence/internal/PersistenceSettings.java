// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence.internal;

import io.centossrv.persistence.internal.event.EventRetention;
import io.centossrv.persistence.internal.postgres.EmbeddedSettings;
import io.centossrv.persistence.internal.store.DatabaseAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code etc/io.centossrv.persistence.cfg} and the environment say, checked. Exactly one of the first two is there.
 *
 * @param embedded how our own PostgreSQL is run
 * @param external another PostgreSQL
 * @param poolSize most connections at once
 * @param limits which events are kept
 * @param sweep the longest time until events of another control plane are seen
 */
public record PersistenceSettings(
        Optional<EmbeddedSettings> embedded,
        Optional<DatabaseAddress> external,
        int poolSize,
        EventRetention.Limits limits,
        Duration sweep) {
    /** The variable that names another PostgreSQL; it wins over the file. */
    public static final String URL_VARIABLE = "CENTOSSRV_DB_URL";

    private static final Duration SWEEP_ALONE = Duration.ofSeconds(1);
    private static final Duration SWEEP_SHARED = Duration.ofMillis(100);
    // The embedded PostgreSQL takes 60 connections, and some are for the start and the sealer.
    private static final int MAX_POOL = 50;

    public PersistenceSettings {
        if (embedded.isPresent() == external.isPresent()) {
            throw new IllegalArgumentException("url must be set where embedded=false");
        }
        if (poolSize < 2 || poolSize > MAX_POOL) {
            throw new IllegalArgumentException("pool.size must be 2 to " + MAX_POOL + ", not " + poolSize);
        }
    }

    /**
     * Reads the settings.
     *
     * @throws IllegalArgumentException naming the key that is wrong
     */
    public static PersistenceSettings of(PersistenceConfig config, Map<String, String> environment) {
        String url = environment.getOrDefault(URL_VARIABLE, config.url()).strip();
        Optional<DatabaseAddress> external = url.isEmpty() ? Optional.empty() : Optional.of(DatabaseAddress.parse(url));
        Optional<EmbeddedSettings> embedded =
                external.isPresent() || !config.embedded() ? Optional.empty() : Optional.of(embedded(config));
        return new PersistenceSettings(
                embedded,
                external,
                config.pool_size(),
                new EventRetention.Limits(
                        config.events_keep(),
                        duration("events.keep.age", config.events_keep_age()),
                        config.audit_keep(),
                        duration("audit.keep.age", config.audit_keep_age())),
                external.isPresent() ? SWEEP_SHARED : SWEEP_ALONE);
    }

    private static EmbeddedSettings embedded(PersistenceConfig config) {
        return new EmbeddedSettings(
                folder("embedded.binaries", config.embedded_binaries()),
                folder("embedded.data", config.embedded_data()),
                config.embedded_port(),
                config.embedded_user().isBlank()
                        ? Optional.empty()
                        : Optional.of(config.embedded_user().strip()));
    }

    private static Path folder(String key, String value) {
        Path folder = Path.of(value.strip());
        if (value.isBlank() || !folder.isAbsolute()) {
            throw new IllegalArgumentException(key + " must be the absolute path of a folder, not '" + value + "'");
        }
        return folder;
    }

    private static Duration duration(String key, String value) {
        try {
            return Duration.parse(value.strip());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(key + " must be an ISO-8601 duration such as P30D, not " + value, e);
        }
    }
}
