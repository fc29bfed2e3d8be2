// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.discovery;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that answered.
 *
 * @param hostname by reverse DNS
 * @param banner what it calls itself; empty where it is no SSH
 * @param keyType of its host key
 * @param fingerprint of its host key: SHA256:…
 */
public record DiscoveredHost(
        String address,
        int port,
        Optional<String> hostname,
        String banner,
        Optional<String> keyType,
        Optional<String> fingerprint,
        Instant seenAt) {
    public DiscoveredHost {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(banner, "banner");
    }
}
