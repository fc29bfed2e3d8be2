// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.message;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What changed in one section of the inventory since a state that the control plane is thought to have. One that changes
 * nothing asks whether it has it.
 *
 * @param section {@link #FACTS}, {@link #VITALS}, or a kind of items, such as {@code package}
 * @param base of the state that this changes; empty where this is the whole
 * @param hash of the state after it; whoever makes it chooses how
 * @param facts those that are new or different, at most 2,000; in {@link #FACTS} and {@link #VITALS} alone
 * @param items new ones, at most 10,000
 * @param removed names of facts, or keys of items; at most 10,000
 */
public record SectionChange(
        String section,
        String base,
        String hash,
        Map<String, FactValue> facts,
        List<Item> items,
        List<String> removed) {
    /** The section of facts that stay as they are for long; they are kept in history. */
    public static final String FACTS = "facts";

    /** The section of facts that change all the time; always whole, and only the newest are kept. */
    public static final String VITALS = "vitals";

    public SectionChange {
        facts = Collections.unmodifiableMap(new TreeMap<>(facts));
        items = List.copyOf(items);
        removed = List.copyOf(removed);
    }
}
