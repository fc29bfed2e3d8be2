// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.inventory;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Selects hosts by Ansible's patterns: names, groups, globs, {@code ~} for a regular expression, {@code [1]} and
 * {@code [0:2]}; {@code &} narrows down and {@code !} takes away whatever the order; commas or colons between. Pure.
 */
public final class HostPatterns {
    /** Names of this machine: they match though no inventory has them. */
    public static final Set<String> LOCALHOST = Set.of("127.0.0.1", "localhost", "::1");

    private HostPatterns() {}

    /**
     * Returns the names of the hosts, in order.
     *
     * @throws IllegalArgumentException where a pattern is none
     */
    public static List<String> select(Inventory inventory, List<String> patterns) {
        return evaluate(
                inventory,
                patterns.stream().flatMap(one -> PatternSplit.of(one).stream()).toList());
    }

    /**
     * Returns those of the hosts that a {@code --limit} leaves.
     *
     * @throws IllegalArgumentException where a pattern is none
     */
    public static List<String> limited(Inventory inventory, List<String> hosts, List<String> limit) {
        Set<String> within = Set.copyOf(select(inventory, limit));
        return hosts.stream().filter(within::contains).toList();
    }

    private static List<String> evaluate(Inventory inventory, List<String> patterns) {
        List<String> ordered = new ArrayList<>(of(patterns, ' '));
        if (ordered.isEmpty()) {
            ordered.add("all");
        }
        ordered.addAll(of(patterns, '&'));
        ordered.addAll(of(patterns, '!'));
        Set<String> hosts = new LinkedHashSet<>();
        for (String pattern : ordered) {
            char first = pattern.charAt(0);
            if (inventory.host(pattern).isPresent()) {
                hosts.add(pattern);
            } else if (first == '!') {
                SinglePattern.match(inventory, pattern.substring(1)).forEach(hosts::remove);
            } else if (first == '&') {
                hosts.retainAll(Set.copyOf(SinglePattern.match(inventory, pattern.substring(1))));
            } else {
                hosts.addAll(SinglePattern.match(inventory, pattern));
            }
        }
        return List.copyOf(hosts);
    }

    private static List<String> of(List<String> patterns, char kind) {
        return patterns.stream()
                .filter(pattern -> {
                    char first = pattern.charAt(0);
                    return kind == ' ' ? first != '&' && first != '!' : first == kind;
                })
                .toList();
    }
}
