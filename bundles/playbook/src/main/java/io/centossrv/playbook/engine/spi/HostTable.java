// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.engine.spi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The hosts and groups of a run; tasks may add some. Of one thread. */
public final class HostTable {
    private static final int DEEPEST = 100;

    private static final class Group {
        private final Set<String> hosts = new LinkedHashSet<>();
        private final Set<String> children = new LinkedHashSet<>();
        private final Map<String, Object> vars = new LinkedHashMap<>();
        private int priority = 1;
    }

    private final Map<String, Map<String, Object>> hosts = new LinkedHashMap<>();
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private int version;

    public HostTable() {
        group("all").children.add("ungrouped");
        group("ungrouped");
    }

    private Group group(String name) {
        return groups.computeIfAbsent(name, key -> new Group());
    }

    /** Returns a number that is another one after each change. */
    public int version() {
        return version;
    }

    /** Adds a host, or variables to it; returns whether it is new. */
    public boolean addHost(String name, Map<String, Object> vars) {
        boolean isNew = !hosts.containsKey(name);
        hosts.computeIfAbsent(name, key -> new LinkedHashMap<>()).putAll(vars);
        group("all").hosts.add(name);
        version++;
        return isNew;
    }

    /** Adds a group, or variables to it; returns whether it is new. */
    public boolean addGroup(String name, Map<String, Object> vars) {
        boolean isNew = !groups.containsKey(name);
        Group group = group(name);
        group.vars.putAll(vars);
        if (isNew && !name.equals("all")) {
            group("all").children.add(name);
        }
        version++;
        return isNew;
    }

    /** Sets what its variables weigh among those of groups of the same depth. */
    public void priority(String group, int priority) {
        group(group).priority = priority;
        version++;
    }

    /** Puts a host into a group; returns whether it was not in it. */
    public boolean addToGroup(String group, String host) {
        addGroup(group, Map.of());
        boolean added = group(group).hosts.add(host);
        if (!group.equals("all") && !group.equals("ungrouped")) {
            group("ungrouped").hosts.remove(host);
        }
        version++;
        return added;
    }

    /** Puts a group into another one. */
    public boolean addChild(String parent, String child) {
        addGroup(parent, Map.of());
        addGroup(child, Map.of());
        version++;
        if (!parent.equals("all")) {
            group("all").children.remove(child);
        }
        return group(parent).children.add(child);
    }

    public Collection<String> hosts() {
        return hosts.keySet();
    }

    public boolean hasHost(String name) {
        return hosts.containsKey(name);
    }

    public Map<String, Object> hostVars(String host) {
        return hosts.getOrDefault(host, Map.of());
    }

    public Map<String, Object> groupVars(String group) {
        return Optional.ofNullable(groups.get(group)).map(found -> found.vars).orElse(Map.of());
    }

    public Collection<String> groups() {
        return groups.keySet();
    }

    /** Returns the hosts directly in a group. */
    public Collection<String> direct(String group) {
        return Optional.ofNullable(groups.get(group)).map(found -> found.hosts).orElse(Set.of());
    }

    /** Returns the groups directly in a group. */
    public Collection<String> children(String group) {
        return Optional.ofNullable(groups.get(group))
                .map(found -> found.children)
                .orElse(Set.of());
    }

    /** Returns the hosts in a group and in those below it. */
    public List<String> members(String group) {
        Set<String> members = new LinkedHashSet<>();
        for (String each : below(group)) {
            if (each.equals("all")) {
                continue;
            }
            members.addAll(direct(each));
        }
        if (group.equals("all")) {
            Set<String> all = new LinkedHashSet<>(direct("ungrouped"));
            hosts.keySet().stream()
                    .filter(host -> groupsOf(host).stream().noneMatch(name -> !name.equals("all")))
                    .forEach(all::add);
            all.addAll(members);
            return List.copyOf(all);
        }
        return List.copyOf(members);
    }

    private Set<String> below(String group) {
        Set<String> found = new LinkedHashSet<>();
        found.add(group);
        List<String> level = List.of(group);
        while (!level.isEmpty()) {
            List<String> next = new ArrayList<>();
            for (String each : level) {
                children(each).stream().filter(found::add).forEach(next::add);
            }
            level = next;
        }
        return found;
    }

    /** Returns the groups that a host is in, with those above them, in the order in which their variables apply. */
    public List<String> groupsOf(String host) {
        Set<String> found = new LinkedHashSet<>();
        groups.forEach((name, group) -> {
            if (group.hosts.contains(host)) {
                found.add(name);
            }
        });
        boolean more = true;
        while (more) {
            more = false;
            for (Map.Entry<String, Group> entry : groups.entrySet()) {
                if (entry.getValue().children.stream().anyMatch(found::contains)) {
                    more |= found.add(entry.getKey());
                }
            }
        }
        Map<String, Integer> depths = depths();
        List<String> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.<String>comparingInt(name -> depths.getOrDefault(name, 0))
                .thenComparingInt(name -> group(name).priority)
                .thenComparing(Comparator.naturalOrder()));
        return sorted;
    }

    private Map<String, Integer> depths() {
        Map<String, Integer> depths = new LinkedHashMap<>();
        depths.put("all", 0);
        boolean changed = true;
        for (int round = 0; changed && round < DEEPEST; round++) {
            changed = false;
            for (Map.Entry<String, Group> entry : groups.entrySet()) {
                int depth = depths.getOrDefault(entry.getKey(), 0);
                for (String child : entry.getValue().children) {
                    if (depths.getOrDefault(child, 0) < depth + 1) {
                        depths.put(child, depth + 1);
                        changed = true;
                    }
                }
            }
        }
        return depths;
    }

    /** Returns all groups with their hosts, for templates. */
    public Map<String, Object> asMap() {
        Map<String, Object> all = new LinkedHashMap<>();
        groups.keySet().forEach(name -> all.put(name, new ArrayList<Object>(members(name))));
        return all;
    }
}
