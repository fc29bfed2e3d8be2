// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.tree;

import io.centossrv.jinja.value.Instance;
import io.centossrv.jinja.value.Text;
import io.centossrv.jinja.value.Undefined;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** {@code namespace(…)}: names that can be set from inside of loops. Of one rendering. */
public final class Namespace implements Instance {
    private final Map<String, Object> values = new LinkedHashMap<>();

    public Namespace(Map<?, ?> initial) {
        initial.forEach((name, value) -> values.put(Text.of(name), value));
    }

    void set(String name, Object value) {
        values.put(name, value);
    }

    @Override
    public String typeName() {
        return "Namespace";
    }

    @Override
    public Optional<Object> attribute(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** Returns a value, undefined where there is none of this name; null is None. */
    Object find(String name) {
        return values.containsKey(name) ? values.get(name) : Undefined.element(this, name);
    }

    @Override
    public String repr() {
        return "<Namespace " + Text.repr(values) + ">";
    }
}
