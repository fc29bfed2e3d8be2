// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.inventory;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A group of an inventory.
 *
 * @param hosts names of those that are in it directly, in order
 * @param children names of the groups that are in it directly, in order
 * @param vars its own, as written
 * @param priority {@code ansible_group_priority}, 1 where nothing is said
 */
public record InventoryGroup(
        String name, List<String> hosts, List<String> children, Map<String, Object> vars, int priority) {
    public InventoryGroup {
        hosts = List.copyOf(hosts);
        children = List.copyOf(children);
        vars = Collections.unmodifiableMap(new LinkedHashMap<>(vars));
    }

    /** Variables may be secrets: only their names are told. */
    @Override
    public String toString() {
        return "InventoryGroup[name=" + name + ", hosts=" + hosts + ", children=" + children + ", vars=" + vars.keySet()
                + "]";
    }
}
