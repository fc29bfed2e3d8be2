// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.inventory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An inventory while it is read. */
final class InventoryDraft {
    static final String ALL = "all";
    static final String UNGROUPED = "ungrouped";
    private static final String PRIORITY = "ansible_group_priority";

    private static final class Group {
        private final Set<String> hosts = new LinkedHashSet<>();
        private final Set<String> children = new LinkedHashSet<>();
        private final Map<String, Object> vars = new LinkedHashMap<>();
        private int priority = 1;
    }

    private final Map<String, Map<String, Object>> hosts = new LinkedHashMap<>();
    private final Map<String, Group> groups = new LinkedHashMap<>();

    InventoryDraft() {
        group(ALL).children.add(UNGROUPED);
        group(UNGROUPED);
    }

    private Group group(String name) {
        return groups.computeIfAbsent(name, one -> new Group());
    }

    boolean hasGroup(String name) {
        return groups.containsKey(name);
    }

    void addGroup(String name) {
        group(name);
    }

    int size() {
        return hosts.size();
    }

    /** Adds a host to a group; {@code inventory_file} and the like are those of the first place. */
    void addHost(String name, String group, Map<String, Object> where, Map<String, Object> vars) {
        hosts.computeIfAbsent(name, one -> new LinkedHashMap<>(where)).putAll(vars);
        group(group).hosts.add(name);
    }

    /** Returns whether a group can be in another: it can't where the other is in it. */
    boolean addChild(String parent, String child) {
        if (parent.equals(child) || reaches(child, parent)) {
            return false;
        }
        group(child);
        group(parent).children.add(child);
        return true;
    }

    private boolean reaches(String from, String to) {
        Set<String> seen = new LinkedHashSet<>(List.of(from));
        List<String> left = new ArrayList<>(seen);
        while (!left.isEmpty()) {
            Group group = groups.get(left.remove(left.size() - 1));
            if (group != null) {
                group.children.stream().filter(seen::add).forEach(left::add);
            }
        }
        return seen.contains(to);
    }

    /** Sets a variable of a group; returns whether its value can be one. */
    boolean set(String name, String variable, Object value) {
        Group group = group(name);
        if (!variable.equals(PRIORITY)) {
            group.vars.put(variable, value);
            return true;
        }
        try {
            group.priority = Integer.parseInt(String.valueOf(value).strip());
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Returns the inventory: groups that are in none are in {@code all}, hosts that are in none in {@code ungrouped}. */
    Inventory inventory() {
        Set<String> inGroups = new LinkedHashSet<>();
        groups.forEach((name, group) -> {
            if (!name.equals(ALL) && !name.equals(UNGROUPED)) {
                inGroups.addAll(group.hosts);
            }
        });
        Set<String> inner = new LinkedHashSet<>();
        groups.values().forEach(group -> inner.addAll(group.children));
        groups.keySet().stream()
                .filter(name -> !name.equals(ALL) && !inner.contains(name))
                .forEach(group(ALL).children::add);
        Set<String> loose = new LinkedHashSet<>(group(UNGROUPED).hosts);
        hosts.keySet().forEach(loose::add);
        loose.removeAll(inGroups);
        group(UNGROUPED).hosts.retainAll(loose);
        group(UNGROUPED).hosts.addAll(loose);
        List<InventoryGroup> all = new ArrayList<>();
        groups.forEach((name, group) -> all.add(new InventoryGroup(
                name, List.copyOf(group.hosts), List.copyOf(group.children), group.vars, group.priority)));
        return new Inventory(
                hosts.entrySet().stream()
                        .map(host -> new InventoryHost(host.getKey(), host.getValue()))
                        .toList(),
                all);
    }
}
