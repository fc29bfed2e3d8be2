// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.yaml;

import io.centossrv.jinja.value.Marked;
import io.centossrv.playbook.model.Keyword;
import io.centossrv.playbook.model.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes of YAML the plain values that a model holds. */
public final class Plain {
    private Plain() {}

    public static Object of(Value value) {
        if (value instanceof Value.Scalar scalar) {
            Object content = scalar.content().orElse(null);
            return scalar.unsafe() && content instanceof String text ? Marked.unsafe(text) : content;
        }
        if (value instanceof Value.Sequence list) {
            List<Object> items = new ArrayList<>();
            list.items().forEach(item -> items.add(of(item)));
            return Collections.unmodifiableList(items);
        }
        Map<Object, Object> map = new LinkedHashMap<>();
        ((Value.Mapping) value).entries().forEach(entry -> map.put(entry.name(), of(entry.value())));
        return Collections.unmodifiableMap(map);
    }

    /** Returns the pairs of a map by their keys as texts. */
    public static Map<String, Object> texts(Value.Mapping map) {
        Map<String, Object> texts = new LinkedHashMap<>();
        map.entries().forEach(entry -> texts.put(entry.key(), of(entry.value())));
        return texts;
    }

    /** Returns a pair as a keyword. */
    public static Keyword keyword(Value.Entry entry) {
        return new Keyword(of(entry.value()), entry.at(), place(entry.value()));
    }

    /** Returns where a value and its parts stand. */
    public static Place place(Value value) {
        return new Place(value.position(), part -> part(value, part).map(Plain::place));
    }

    private static Optional<Value> part(Value value, Object part) {
        if (value instanceof Value.Mapping map) {
            return map.entry(String.valueOf(part)).map(Value.Entry::value);
        }
        return value instanceof Value.Sequence list
                        && part instanceof Integer index
                        && index >= 0
                        && index < list.items().size()
                ? Optional.of(list.items().get(index))
                : Optional.empty();
    }
}
