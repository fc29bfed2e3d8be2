// SPDX-License-Identifier: Apache-2.0
package io.centossrv.config.internal.play;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The hosts of a play as Ansible writes them (docs.ansible.com, "Patterns: targeting hosts and groups"): names and globs,
 * apart by commas or colons or as a list; {@code &} before a pattern narrows down, {@code !} takes away, whatever the
 * order.
 *
 * @param target the same in the language of targets; empty where a pattern can't be said in it
 * @param names names without wildcards, as written: each must be a node's
 * @param refused patterns that can't be said, with the reason
 */
record HostPatterns(Optional<String> target, List<String> names, List<String> refused) {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._*?-]+");

    HostPatterns {
        names = List.copyOf(names);
        refused = List.copyOf(refused);
    }

    static HostPatterns of(List<String> hosts) {
        List<String> any = new ArrayList<>();
        List<String> narrowing = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (String pattern : hosts.stream().flatMap(HostPatterns::split).toList()) {
            char first = pattern.charAt(0);
            String name = (first == '!' || first == '&' ? pattern.substring(1) : pattern).toLowerCase(Locale.ROOT);
            Optional<String> problem = problem(name);
            if (problem.isPresent()) {
                refused.add("'" + pattern + "' " + problem.get());
                continue;
            }
            if (!name.equals("all") && name.indexOf('*') < 0 && name.indexOf('?') < 0) {
                names.add(name);
            }
            switch (first) {
                case '!' -> narrowing.add("not " + name);
                case '&' -> narrowing.add(name);
                default -> any.add(name);
            }
        }
        String union = any.isEmpty() ? "all" : "(" + String.join(" or ", any) + ")";
        List<String> all = new ArrayList<>(List.of(union));
        all.addAll(narrowing);
        Optional<String> target = refused.isEmpty() ? Optional.of(String.join(" and ", all)) : Optional.empty();
        return new HostPatterns(target, names, refused);
    }

    private static Stream<String> split(String patterns) {
        return Arrays.stream(patterns.split("[,:]")).map(String::strip).filter(p -> !p.isEmpty());
    }

    private static Optional<String> problem(String name) {
        if (name.startsWith("~")) {
            return Optional.of("is a regular expression, which this release does not select by");
        }
        if (name.indexOf('[') >= 0) {
            return Optional.of("is a range, which this release does not select by");
        }
        if (name.equals("and") || name.equals("or") || name.equals("not")) {
            return Optional.of("is a word of the language of targets and no node's name");
        }
        return NAME.matcher(name).matches() ? Optional.empty() : Optional.of("is neither a node's name nor a pattern");
    }
}
