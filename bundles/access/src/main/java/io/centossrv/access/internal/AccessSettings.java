// SPDX-License-Identifier: Apache-2.0
package io.centossrv.access.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/**
 * What the configuration says, checked.
 *
 * @param keys the folder for our signing key
 * @param state the folder for {@code initial-login}
 * @param tokenLifetime how long a token is valid
 * @param failures failed logins per minute, account and source
 * @param failuresPerSource failed logins per minute and source
 */
public record AccessSettings(Path keys, Path state, Duration tokenLifetime, int failures, int failuresPerSource) {
    private static final Duration LONGEST = Duration.ofDays(1);

    public AccessSettings {
        if (tokenLifetime.compareTo(Duration.ofSeconds(1)) < 0 || tokenLifetime.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("token.lifetime must be PT1S to PT24H, not " + tokenLifetime);
        }
        if (failures < 1 || failuresPerSource < failures) {
            throw new IllegalArgumentException(
                    "login.failures must be 1 or more, and login.failures.per.source as many or more");
        }
    }

    /**
     * Reads the settings and the folders of this distribution.
     *
     * @throws IllegalArgumentException naming the key that is wrong
     */
    public static AccessSettings of(AccessConfig config) {
        return new AccessSettings(
                folder("karaf.etc").resolve("keys"),
                folder("centossrv.state"),
                duration(config.token_lifetime()),
                config.login_failures(),
                config.login_failures_per_source());
    }

    private static Path folder(String property) {
        String value = System.getProperty(property);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("the system property " + property + " is not set");
        }
        return Path.of(value);
    }

    private static Duration duration(String text) {
        try {
            return Duration.parse(text.strip());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("token.lifetime must be an ISO-8601 duration, not " + text, e);
        }
    }
}
