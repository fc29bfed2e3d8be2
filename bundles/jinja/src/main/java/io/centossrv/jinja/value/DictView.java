// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.value;

import java.util.AbstractCollection;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;

/** What a dict's {@code keys()}, {@code values()} or {@code items()} gives: follows the dict as it changes. */
public final class DictView extends AbstractCollection<Object> {
    /** What of the dict is seen. */
    public enum Kind {
        KEYS,
        VALUES,
        ITEMS
    }

    private final Map<?, ?> dict;
    private final Kind kind;

    public DictView(Map<?, ?> dict, Kind kind) {
        this.dict = dict;
        this.kind = kind;
    }

    /** Tells whether it shows the dict's keys. */
    public boolean isOfKeys() {
        return kind == Kind.KEYS;
    }

    /** Returns the name of its type. */
    public String typeName() {
        return kind == Kind.KEYS ? "dict_keys" : kind == Kind.VALUES ? "dict_values" : "dict_items";
    }

    @Override
    public Iterator<Object> iterator() {
        Collection<?> source = kind == Kind.VALUES ? dict.values() : dict.keySet();
        Iterator<?> iterator = source.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return iterator.hasNext();
            }

            @Override
            public Object next() {
                Object next = iterator.next();
                return kind == Kind.ITEMS ? Tuple.pair(next, dict.get(next)) : next;
            }
        };
    }

    @Override
    public int size() {
        return dict.size();
    }
}
