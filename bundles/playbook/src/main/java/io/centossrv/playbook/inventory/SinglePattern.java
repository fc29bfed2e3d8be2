// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.inventory;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Matches one pattern without {@code &} and {@code !} against names of groups and hosts. */
final class SinglePattern {
    private static final Pattern SUBSCRIPT = Pattern.compile("(.+)\\[(?:(-?[0-9]+)|([0-9]+)([:-])([0-9]*))\\]");
    private static final int LONGEST = 1_000;

    private SinglePattern() {}

    /** Returns the names; throws IllegalArgumentException where it is none. */
    public static List<String> match(Inventory inventory, String pattern) {
        if (pattern.isEmpty() || pattern.length() > LONGEST) {
            throw wrong(pattern);
        }
        Matcher subscript = SUBSCRIPT.matcher(pattern);
        if (pattern.startsWith("~") || !subscript.matches()) {
            return matches(inventory, pattern);
        }
        List<String> hosts = matches(inventory, subscript.group(1));
        if (hosts.isEmpty()) {
            return hosts;
        }
        try {
            return subscript.group(2) != null
                    ? at(hosts, Integer.parseInt(subscript.group(2)), pattern)
                    : range(hosts, Integer.parseInt(subscript.group(3)), subscript.group(5));
        } catch (NumberFormatException e) {
            throw wrong(pattern);
        }
    }

    private static List<String> at(List<String> hosts, int index, String pattern) {
        int place = index < 0 ? hosts.size() + index : index;
        if (place < 0 || place >= hosts.size()) {
            throw new IllegalArgumentException("No hosts matched the subscripted pattern '" + pattern + "'");
        }
        return List.of(hosts.get(place));
    }

    /** The last is inclusive; 0 as the last means the first alone, as with Ansible. */
    private static List<String> range(List<String> hosts, int first, String end) {
        int last = end.isEmpty() ? hosts.size() - 1 : Integer.parseInt(end);
        int to = last == 0 ? first + 1 : Math.min(last + 1, hosts.size());
        return first >= Math.min(to, hosts.size()) ? List.of() : hosts.subList(first, Math.min(to, hosts.size()));
    }

    private static List<String> matches(Inventory inventory, String pattern) {
        Pattern expression = compiled(pattern);
        Set<String> hosts = new LinkedHashSet<>();
        boolean groups = false;
        for (InventoryGroup group : inventory.groups()) {
            if (expression.matcher(group.name()).lookingAt()) {
                groups = true;
                hosts.addAll(inventory.hostsOf(group.name()));
            }
        }
        boolean wild = pattern.startsWith("~") || pattern.chars().anyMatch(c -> ".?*[".indexOf(c) >= 0);
        if (!groups || wild) {
            for (InventoryHost host : inventory.hosts()) {
                if (expression.matcher(host.name()).lookingAt()) {
                    hosts.add(host.name());
                }
            }
        }
        return hosts.isEmpty() && HostPatterns.LOCALHOST.contains(pattern) ? List.of(pattern) : new ArrayList<>(hosts);
    }

    private static Pattern compiled(String pattern) {
        try {
            return Pattern.compile(pattern.startsWith("~") ? pattern.substring(1) : glob(pattern) + "\\z");
        } catch (PatternSyntaxException e) {
            throw wrong(pattern);
        }
    }

    /** A glob as Python's fnmatch reads it. */
    private static String glob(String pattern) {
        StringBuilder expression = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            int end = c == '[' ? pattern.indexOf(']', Math.min(i + 2, pattern.length())) : -1;
            if (c == '*') {
                expression.append(".*");
            } else if (c == '?') {
                expression.append('.');
            } else if (end > 0) {
                String set = pattern.substring(i + 1, end)
                        .replace("\\", "\\\\")
                        .replace("[", "\\[")
                        .replace("&", "\\&");
                expression
                        .append('[')
                        .append(set.startsWith("!") ? "^" + set.substring(1) : set)
                        .append(']');
                i = end;
            } else {
                expression.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return expression.toString();
    }

    private static IllegalArgumentException wrong(String pattern) {
        return new IllegalArgumentException("Invalid host list pattern: " + pattern);
    }
}
