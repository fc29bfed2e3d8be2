// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.value;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;

/** Python's tuple: a list that can't be changed and is equal to tuples alone. Elements may be null, which is None. */
public final class Tuple extends AbstractList<Object> implements RandomAccess {
    private final List<Object> elements;
    private final List<String> names;

    private Tuple(List<Object> elements) {
        this(elements, List.of());
    }

    private Tuple(List<Object> elements, List<String> names) {
        this.elements = elements;
        this.names = names;
    }

    /** Makes a pair whose elements are attributes too. */
    public static Tuple named(String firstName, Object first, String secondName, Object second) {
        return new Tuple(pair(first, second).elements, List.of(firstName, secondName));
    }

    /** Returns an element by its name; empty where none has it. */
    public Optional<Object> named(String name) {
        int index = names.indexOf(name);
        return index < 0 ? Optional.empty() : Optional.ofNullable(elements.get(index));
    }

    /** Copies elements. */
    public static Tuple of(Collection<?> elements) {
        return new Tuple(Collections.unmodifiableList(new ArrayList<>(elements)));
    }

    /** Makes a pair. */
    public static Tuple pair(Object first, Object second) {
        List<Object> elements = new ArrayList<>(2);
        elements.add(first);
        elements.add(second);
        return new Tuple(Collections.unmodifiableList(elements));
    }

    @Override
    public Object get(int index) {
        return elements.get(index);
    }

    @Override
    public int size() {
        return elements.size();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tuple tuple && elements.equals(tuple.elements);
    }

    @Override
    public int hashCode() {
        return elements.hashCode();
    }
}
