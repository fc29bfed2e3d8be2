// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.inventory;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Hosts and groups, in the order in which they were met; {@code all} and {@code ungrouped} are the first groups.
 */
public record Inventory(List<InventoryHost> hosts, List<InventoryGroup> groups) {
    public Inventory {
        hosts = List.copyOf(hosts);
        groups = List.copyOf(groups);
    }

    /** Returns a host. */
    public Optional<InventoryHost> host(String name) {
        return hosts.stream().filter(host -> host.name().equals(name)).findFirst();
    }

    /** Returns a group. */
    public Optional<InventoryGroup> group(String name) {
        return groups.stream().filter(group -> group.name().equals(name)).findFirst();
    }

    /** Returns the names of all hosts of a group and of the groups in it, the nearer first; none of an unknown one. */
    public List<String> hostsOf(String name) {
        Map<String, InventoryGroup> byName = new HashMap<>();
        groups.forEach(group -> byName.put(group.name(), group));
        Set<String> found = new LinkedHashSet<>();
        Set<String> seen = new HashSet<>(Set.of(name));
        Deque<String> left = new ArrayDeque<>(List.of(name));
        while (!left.isEmpty()) {
            InventoryGroup group = byName.get(left.poll());
            if (group != null) {
                found.addAll(group.hosts());
                group.children().stream().filter(seen::add).forEach(left::add);
            }
        }
        return List.copyOf(found);
    }

    @Override
    public String toString() {
        return "Inventory[hosts=" + hosts.size() + ", groups=" + groups.size() + "]";
    }
}
