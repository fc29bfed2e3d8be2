// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.inventory.internal;

import io.centossrv.inventory.message.FactValue;
import io.centossrv.inventory.message.Item;
import io.centossrv.inventory.message.SectionChange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the control plane was told of one section. After a start that is not known: then it is asked whether it has what
 * there is, and answers by asking for the whole where it has not. For one thread.
 */
final class SectionState {
    private final String section;
    private Optional<SortedMap<String, Object>> told = Optional.empty();
    private boolean whole;

    SectionState(String section) {
        this.section = section;
    }

    /** Has the next change be the whole. */
    void forget() {
        told = Optional.empty();
        whole = true;
    }

    /**
     * Returns what is to be told.
     *
     * @param now names to facts, or keys to items
     * @param question whether to ask where nothing changed
     */
    Optional<SectionChange> change(SortedMap<String, Object> now, boolean question) {
        if (isNothingYet(now)) {
            return Optional.empty();
        }
        String hash = hash(now);
        if (told.isEmpty()) {
            return Optional.of(
                    whole ? change("", hash, now, List.of()) : change(hash, hash, new TreeMap<>(), List.of()));
        }
        SortedMap<String, Object> before = told.orElseThrow();
        if (before.equals(now)) {
            return question ? Optional.of(change(hash, hash, new TreeMap<>(), List.of())) : Optional.empty();
        }
        SortedMap<String, Object> set = new TreeMap<>(now);
        set.entrySet().removeIf(entry -> entry.getValue().equals(before.get(entry.getKey())));
        List<String> removed =
                before.keySet().stream().filter(name -> !now.containsKey(name)).toList();
        return Optional.of(change(hash(before), hash, set, removed));
    }

    /** Is called once the change is kept. */
    void told(SortedMap<String, Object> now) {
        if (!isNothingYet(now)) {
            told = Optional.of(Collections.unmodifiableSortedMap(now));
            whole = false;
        }
    }

    /** Right after a start the collectors are not there yet. */
    private boolean isNothingYet(SortedMap<String, Object> now) {
        return told.isEmpty() && !whole && now.isEmpty();
    }

    private SectionChange change(String base, String hash, SortedMap<String, Object> set, List<String> removed) {
        Map<String, FactValue> facts = new TreeMap<>();
        SortedMap<String, Item> items = new TreeMap<>();
        set.forEach((name, value) -> {
            if (value instanceof Item item) {
                items.put(name, item);
            } else {
                facts.put(name, FactValues.of(value));
            }
        });
        return new SectionChange(section, base, hash, facts, List.copyOf(items.values()), removed);
    }

    /** An item's key is a hash of all that is in it. */
    private static String hash(SortedMap<String, Object> values) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            values.forEach((name, value) -> {
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
                if (!(value instanceof Item)) {
                    digest.update((value.getClass().getSimpleName().charAt(0) + " " + value + "\0")
                            .getBytes(StandardCharsets.UTF_8));
                }
            });
            return HexFormat.of().formatHex(digest.digest()).substring(0, 32);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
