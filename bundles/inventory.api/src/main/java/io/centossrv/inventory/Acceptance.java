// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory;

import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A node to be accepted.
 *
 * @param fingerprint of its key, as its agent prints it
 * @param name that it gets; its host name where empty
 * @param tags that it gets besides those of its join token
 */
public record Acceptance(String fingerprint, Optional<String> name, SortedMap<String, String> tags) {
    public Acceptance {
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(name, "name");
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    }
}
