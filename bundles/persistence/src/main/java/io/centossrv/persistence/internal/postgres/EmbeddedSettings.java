// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence.internal.postgres;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How the embedded PostgreSQL is run.
 *
 * @param binaries the folder that holds {@code bin/postgres}
 * @param home where the cluster and the superuser's password are kept; made if missing
 * @param port a TCP port on the loopback interface; 0 for any free one, the same until {@link EmbeddedPostgres#close}
 * @param user the account that PostgreSQL runs as; needed where this process is root's, as PostgreSQL refuses root
 */
public record EmbeddedSettings(Path binaries, Path home, int port, Optional<String> user) {
    private static final Pattern ACCOUNT = Pattern.compile("[a-z_][a-z0-9_-]{0,31}");

    public EmbeddedSettings {
        Objects.requireNonNull(user, "user");
        binaries = binaries.toAbsolutePath().normalize();
        home = home.toAbsolutePath().normalize();
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("embedded.port must be 0 to 65535, not " + port);
        }
        if (user.isPresent() && !ACCOUNT.matcher(user.get()).matches()) {
            throw new IllegalArgumentException("embedded.user is not the name of an account: " + user.get());
        }
        if (!Files.isExecutable(binaries.resolve("bin/postgres"))) {
            throw new IllegalArgumentException("embedded.binaries holds no bin/postgres: " + binaries);
        }
    }

    Path cluster() {
        return home.resolve("cluster");
    }

    Path password() {
        return home.resolve("password");
    }

    Path program(String name) {
        return binaries.resolve("bin").resolve(name);
    }
}
