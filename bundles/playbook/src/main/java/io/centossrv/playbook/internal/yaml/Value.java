// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.yaml;

import io.centossrv.playbook.Position;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A YAML value that knows where it stands. Aliases share values: a tree of them may have far more leaves than text. */
public sealed interface Value {
    /** Returns where it begins. */
    Position position();

    /** Returns how many values it holds when aliases are written out, itself included. */
    long weight();

    /** Returns it as plain values. */
    Object plain();

    /**
     * A scalar.
     *
     * @param content String, Long, BigInteger, Double, Boolean, a Vaulted; empty for null
     * @param unsafe tagged {@code !unsafe}: never a template
     */
    record Scalar(Optional<Object> content, boolean unsafe, Position position) implements Value {
        @Override
        public long weight() {
            return 1;
        }

        @Override
        public Object plain() {
            return content.orElse(null);
        }
    }

    /** A list. */
    record Sequence(List<Value> items, long weight, Position position) implements Value {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public Object plain() {
            List<Object> plain = new ArrayList<>();
            items.forEach(item -> plain.add(item.plain()));
            return plain;
        }
    }

    /** A map; keys are unique, in the order of the text. */
    record Mapping(List<Entry> entries, long weight, Position position) implements Value {
        public Mapping {
            entries = List.copyOf(entries);
        }

        /** Returns the entry of a key. */
        public Optional<Entry> entry(String key) {
            return entries.stream().filter(entry -> entry.key().equals(key)).findFirst();
        }

        @Override
        public Object plain() {
            Map<String, Object> plain = new LinkedHashMap<>();
            entries.forEach(entry -> plain.put(entry.key(), entry.value().plain()));
            return plain;
        }
    }

    /**
     * One pair of a map.
     *
     * @param key as written
     * @param name the key as a value; null is one too
     * @param at where the key stands
     */
    record Entry(String key, Object name, Position at, Value value) {
        /** A pair whose key is a text. */
        public Entry(String key, Position at, Value value) {
            this(key, key, at, value);
        }
    }

    /** Returns what people call the kind of a value. */
    default String kind() {
        if (this instanceof Sequence) {
            return "a list";
        }
        if (this instanceof Mapping) {
            return "a map";
        }
        Object content = ((Scalar) this).content().orElse("");
        if (content instanceof Boolean) {
            return "true or false";
        }
        return content instanceof Number ? "a number" : plain() == null ? "nothing" : "a text";
    }
}
