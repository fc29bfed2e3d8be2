// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.discovery;

import java.util.Objects;
import java.util.UUID;

/** The id of a discovery. */
public record DiscoveryId(UUID value) {
    public DiscoveryId {
        Objects.requireNonNull(value, "value");
    }

    /** Reads one of a path; throws {@link IllegalArgumentException}. */
    public static DiscoveryId fromString(String text) {
        return new DiscoveryId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
