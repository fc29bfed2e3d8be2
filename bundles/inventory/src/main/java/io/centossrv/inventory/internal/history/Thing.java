// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.history;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A thing that a node has, as the control plane keeps it.
 *
 * @param id ours
 */
public record Thing(int id, String name, Optional<String> version, SortedMap<String, String> attributes) {
    public Thing {
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }

    /** Returns what is said of it beside its name, on one line. */
    public String text() {
        String rest = attributes.entrySet().stream()
                .map((Map.Entry<String, String> entry) -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(" "));
        return version.map(text -> rest.isEmpty() ? text : text + " " + rest).orElse(rest);
    }
}
