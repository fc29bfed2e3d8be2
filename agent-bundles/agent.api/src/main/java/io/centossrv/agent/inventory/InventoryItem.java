// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.inventory;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A thing that the node has.
 *
 * @param name at most 255 characters; several things may have one name
 * @param version of a package {@code [epoch:]version-release}
 * @param attributes words of lower-case letters, digits and hyphens to values of at most 1,024 characters; at most 30. What
 *     changes all the time is left out: each change is kept in history
 */
public record InventoryItem(String name, Optional<String> version, Map<String, String> attributes) {
    public InventoryItem {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(version, "version");
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    }

    /** Returns a thing without a version. */
    public static InventoryItem of(String name, Map<String, String> attributes) {
        return new InventoryItem(name, Optional.empty(), attributes);
    }
}
