// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.inventory.internal;

import io.centossrv.agent.inventory.InventoryItem;
import io.centossrv.inventory.message.Item;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Makes of a collector's things what the control plane takes: it would refuse a whole report for one of them. */
final class ItemLimits {
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final int MAX_ITEMS = 10_000;
    private static final int MAX_TEXT = 255;
    private static final int MAX_ATTRIBUTES = 30;
    private static final int MAX_ATTRIBUTE = 1_024;
    // A report is one message of at most 4 MiB.
    private static final int MAX_CHARACTERS = 2_500_000;

    private ItemLimits() {}

    static String kind(String kind) {
        if (!WORD.matcher(kind).matches()) {
            throw new IllegalArgumentException("its kind is not a word of lower-case letters");
        }
        return kind;
    }

    /**
     * Returns items by key, their texts cut to what is taken.
     *
     * @throws IllegalArgumentException with what breaks a limit
     */
    static SortedMap<String, Item> checked(List<InventoryItem> collected) {
        if (collected.size() > MAX_ITEMS) {
            throw new IllegalArgumentException("it has more than " + MAX_ITEMS + " things");
        }
        SortedMap<String, Item> items = new TreeMap<>();
        long characters = 0;
        for (InventoryItem each : collected) {
            if (each.name().isEmpty() || each.attributes().size() > MAX_ATTRIBUTES) {
                throw new IllegalArgumentException("a thing has no name, or too many attributes");
            }
            Map<String, String> attributes = new TreeMap<>();
            each.attributes().forEach((name, value) -> attributes.put(word(name), text(value, MAX_ATTRIBUTE)));
            Optional<String> version = each.version().map(text -> text(text, MAX_TEXT));
            Item item = new Item(text(each.name(), MAX_TEXT), version, attributes);
            characters += item.name().length() + version.orElse("").length();
            characters += attributes.entrySet().stream()
                    .mapToInt(
                            entry -> entry.getKey().length() + entry.getValue().length())
                    .sum();
            items.put(item.key(), item);
        }
        if (characters > MAX_CHARACTERS) {
            throw new IllegalArgumentException("its things have more than " + MAX_CHARACTERS + " characters");
        }
        return items;
    }

    private static String word(String name) {
        if (!WORD.matcher(name).matches()) {
            throw new IllegalArgumentException("an attribute's name is not a word of lower-case letters");
        }
        return name;
    }

    private static String text(String text, int most) {
        StringBuilder storable = new StringBuilder(Math.min(text.length(), most));
        for (int at = 0; at < text.length(); ) {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            boolean lone = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
            int kept = c == 0 || lone ? 0xfffd : c;
            if (storable.length() + Character.charCount(kept) > most) {
                break;
            }
            storable.appendCodePoint(kept);
        }
        return storable.toString();
    }
}
