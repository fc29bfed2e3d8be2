// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.engine;

import java.util.AbstractMap;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** A dict whose values are made when they are asked for. */
final class LazyMap extends AbstractMap<String, Object> {
    private final Supplier<Collection<String>> names;
    private final Function<String, Optional<Made>> values;

    /** A value; null is None. */
    record Made(Object value) {}

    LazyMap(Supplier<Collection<String>> names, Function<String, Optional<Made>> values) {
        this.names = names;
        this.values = values;
    }

    @Override
    public Object get(Object key) {
        return made(key).map(Made::value).orElse(null);
    }

    @Override
    public boolean containsKey(Object key) {
        return made(key).isPresent();
    }

    private Optional<Made> made(Object key) {
        return key instanceof CharSequence text ? values.apply(text.toString()) : Optional.empty();
    }

    @Override
    public Set<String> keySet() {
        return new LinkedHashSet<>(names.get());
    }

    @Override
    public int size() {
        return names.get().size();
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        Set<Map.Entry<String, Object>> made = new LinkedHashSet<>();
        names.get().forEach(name -> made.add(new SimpleImmutableEntry<>(name, get(name))));
        return made;
    }

    /** Compared by what it is, not by its values, which need not all be there. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
