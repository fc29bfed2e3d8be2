// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.link;

import io.centossrv.inventory.message.FactValue;
import io.centossrv.inventory.message.Item;
import io.centossrv.protocol.RequestRejected;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What is taken of a node, which may be hostile. */
final class InventoryLimits {
    private static final Pattern FACT = Pattern.compile("[a-z][a-z0-9-]*(\\.[A-Za-z0-9_-]+)+");
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final Pattern KEY = Pattern.compile("[0-9a-f]{32}");
    private static final int MAX_NAME = 200;
    private static final int MAX_FACTS = 2_000;
    private static final int MAX_TEXT = 4_096;
    private static final int MAX_TEXTS = 1_000;
    private static final int MAX_CHARACTERS = 1024 * 1024;
    private static final int MAX_ITEMS = 10_000;
    private static final int MAX_ITEM_TEXT = 255;
    private static final int MAX_ATTRIBUTES = 30;
    private static final int MAX_ATTRIBUTE = 1_024;
    private static final int MAX_ITEM_CHARACTERS = 8 * 1024 * 1024;

    private InventoryLimits() {}

    /** Returns facts as they are kept. */
    static SortedMap<String, Object> facts(Map<String, FactValue> facts) {
        if (facts.size() > MAX_FACTS) {
            throw tooLarge("more than " + MAX_FACTS + " facts");
        }
        SortedMap<String, Object> values = new TreeMap<>();
        long characters = 0;
        for (Map.Entry<String, FactValue> fact : facts.entrySet()) {
            String name = fact.getKey();
            if (name.length() > MAX_NAME || !FACT.matcher(name).matches()) {
                throw new RequestRejected("fact-name-invalid", "a fact's name is not dotted words");
            }
            Object value = value(fact.getValue());
            characters += name.length() + size(value);
            values.put(name, value);
        }
        if (characters > MAX_CHARACTERS) {
            throw tooLarge("more than " + MAX_CHARACTERS + " characters");
        }
        return values;
    }

    /** Returns items whose texts can be kept. */
    static List<Item> items(List<Item> items) {
        if (items.size() > MAX_ITEMS) {
            throw tooLarge("more than " + MAX_ITEMS + " items");
        }
        long characters = 0;
        for (Item item : items) {
            if (item.name().isEmpty() || item.attributes().size() > MAX_ATTRIBUTES) {
                throw new RequestRejected("item-invalid", "an item has no name, or too many attributes");
            }
            characters +=
                    plain(item.name(), MAX_ITEM_TEXT) + plain(item.version().orElse(""), MAX_ITEM_TEXT);
            for (Map.Entry<String, String> attribute : item.attributes().entrySet()) {
                if (!WORD.matcher(attribute.getKey()).matches()) {
                    throw new RequestRejected("item-invalid", "an attribute's name is not a word");
                }
                characters += plain(attribute.getValue(), MAX_ATTRIBUTE);
            }
        }
        if (characters > MAX_ITEM_CHARACTERS) {
            throw tooLarge("more than " + MAX_ITEM_CHARACTERS + " characters");
        }
        return items;
    }

    static String section(String name) {
        if (!WORD.matcher(name).matches()) {
            throw new RequestRejected("section-invalid", "a section's name is not a word");
        }
        return name;
    }

    /** Returns a hash, whatever the agent makes it of. */
    static String hash(String hash) {
        if (hash.length() > 64 || hash.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new RequestRejected("section-invalid", "a hash is at most 64 characters of ASCII");
        }
        return hash;
    }

    static List<String> names(List<String> names) {
        if (names.size() > MAX_ITEMS || names.stream().anyMatch(name -> name.length() > MAX_NAME)) {
            throw tooLarge("too many names, or too long ones");
        }
        return names;
    }

    static List<String> keys(List<String> keys) {
        if (keys.size() > MAX_ITEMS
                || keys.stream().anyMatch(key -> !KEY.matcher(key).matches())) {
            throw new RequestRejected("item-invalid", "what is removed is named by keys of items");
        }
        return keys;
    }

    private static Object value(FactValue value) {
        if (value instanceof FactValue.Text text) {
            return storable(text.value());
        }
        if (value instanceof FactValue.Whole whole) {
            return whole.value();
        }
        if (value instanceof FactValue.Flag flag) {
            return flag.value();
        }
        List<String> texts = ((FactValue.Texts) value).values();
        if (texts.size() > MAX_TEXTS) {
            throw tooLarge("a fact of more than " + MAX_TEXTS + " texts");
        }
        return texts.stream().map(InventoryLimits::storable).toList();
    }

    /** Returns the text with what PostgreSQL can't keep, NUL and halves of surrogate pairs, as replacement characters. */
    private static String storable(String text) {
        if (text.length() > MAX_TEXT) {
            throw tooLarge("a text of more than " + MAX_TEXT + " characters");
        }
        StringBuilder storable = new StringBuilder(text.length());
        text.codePoints().map(c -> isStorable(c) ? c : 0xfffd).forEach(storable::appendCodePoint);
        return storable.toString();
    }

    /** An item is named by all that is in it, so nothing in it is replaced: the agent has done that. */
    private static int plain(String text, int most) {
        if (text.length() > most || !text.codePoints().allMatch(InventoryLimits::isStorable)) {
            throw new RequestRejected("item-invalid", "a text of an item is too long, or can't be kept");
        }
        return text.length();
    }

    private static boolean isStorable(int c) {
        return c != 0 && (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE);
    }

    private static long size(Object value) {
        return value instanceof String text
                ? text.length()
                : value instanceof List<?> texts
                        ? texts.stream().mapToLong(InventoryLimits::size).sum()
                        : 8;
    }

    private static RequestRejected tooLarge(String what) {
        return new RequestRejected("report-too-large", "the report holds " + what);
    }
}
