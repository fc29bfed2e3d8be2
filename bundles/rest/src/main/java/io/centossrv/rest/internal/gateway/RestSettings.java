// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.gateway;

import io.centossrv.platform.plugin.PluginAdminService;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The limits of the API.
 *
 * @param mostBytes how large a body may be, in bytes
 * @param mostUploadBytes how large a body of type {@code application/octet-stream} may be
 * @param gap how long a request waits for a domain that is being replaced
 * @param drain how long a leaving domain's requests are waited for
 * @param expected the domain of each noun that belongs to the distribution
 */
public record RestSettings(
        long mostBytes, long mostUploadBytes, Duration gap, Duration drain, Map<String, String> expected) {
    public RestSettings {
        if (mostBytes < 1 || mostUploadBytes < 1) {
            throw new IllegalArgumentException("a limit of the body's size must be positive");
        }
        if (gap.isNegative() || drain.isNegative()) {
            throw new IllegalArgumentException("a time to wait must not be negative");
        }
        expected = Map.copyOf(expected);
    }

    /** Returns what holds unless configured otherwise. */
    public static RestSettings defaults() {
        return new RestSettings(
                16L * 1024 * 1024,
                PluginAdminService.LARGEST_ARCHIVE,
                Duration.ofSeconds(2),
                Duration.ofSeconds(10),
                Map.of());
    }

    /** Reads {@code inventory=nodes,enrolments; jobs=jobs,pings} as the domain of each noun. */
    public static Map<String, String> expected(String text) {
        Map<String, String> owners = new HashMap<>();
        for (String entry : text.split(";")) {
            if (entry.isBlank()) {
                continue;
            }
            String[] sides = entry.split("=", 2);
            if (sides.length != 2 || sides[0].isBlank()) {
                throw new IllegalArgumentException("not domain=noun,noun: " + entry.strip());
            }
            for (String noun : sides[1].split(",")) {
                owners.put(noun.strip(), sides[0].strip());
            }
        }
        return owners;
    }
}
