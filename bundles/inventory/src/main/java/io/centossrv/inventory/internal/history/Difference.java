// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One thing in which two states differ.
 *
 * @param section {@code facts}, or a kind of things
 * @param before empty where the first state does not have it
 * @param after empty where the second does not
 */
public record Difference(String section, String name, Optional<String> before, Optional<String> after) {
    /** Returns how facts differ, by name. */
    public static List<Difference> ofFacts(Map<String, Object> before, Map<String, Object> after) {
        SortedMap<String, String> one = new TreeMap<>();
        before.forEach((name, value) -> one.put(name, String.valueOf(value)));
        SortedMap<String, String> other = new TreeMap<>();
        after.forEach((name, value) -> other.put(name, String.valueOf(value)));
        return of("facts", one, other);
    }

    /** Returns how things differ, by name; of several of one name all are told. */
    public static List<Difference> ofThings(String kind, List<Thing> before, List<Thing> after) {
        return of(kind, byName(before), byName(after));
    }

    private static SortedMap<String, String> byName(List<Thing> things) {
        SortedMap<String, SortedSet<String>> texts = new TreeMap<>();
        things.forEach(thing ->
                texts.computeIfAbsent(thing.name(), name -> new TreeSet<>()).add(thing.text()));
        SortedMap<String, String> joined = new TreeMap<>();
        texts.forEach((name, all) -> joined.put(name, String.join(", ", all)));
        return joined;
    }

    private static List<Difference> of(
            String section, SortedMap<String, String> before, SortedMap<String, String> after) {
        List<Difference> differences = new ArrayList<>();
        SortedSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        for (String name : names) {
            Optional<String> one = Optional.ofNullable(before.get(name));
            Optional<String> other = Optional.ofNullable(after.get(name));
            if (!one.equals(other)) {
                differences.add(new Difference(section, name, one, other));
            }
        }
        return differences;
    }
}
