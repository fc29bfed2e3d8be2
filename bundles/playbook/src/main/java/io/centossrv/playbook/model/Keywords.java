// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The keywords of a play, block, task or role, by name, in the order of the text; those alone that it has itself, none
 * that it inherits.
 *
 * <p>Values are as written: {@code String} (which may be a template), {@code Long}, {@code BigInteger}, {@code Double},
 * {@code Boolean}, null, {@code List} and {@code Map} in order, whose keys are values too, an unsafe
 * {@link io.centossrv.jinja.value.Marked} of {@code !unsafe} and a {@link Vaulted} of {@code !vault}.
 */
public record Keywords(Map<String, Keyword> all) {
    /** None. */
    public static final Keywords NONE = new Keywords(Map.of());

    public Keywords {
        all = Collections.unmodifiableMap(new LinkedHashMap<>(all));
    }

    /** Returns one; empty where it is not there, or has nothing behind it. */
    public Optional<Keyword> get(String name) {
        return Optional.ofNullable(all.get(name)).filter(keyword -> keyword.value() != null);
    }

    /** Returns the value of one; empty where it is not there, or has nothing behind it. */
    public Optional<Object> value(String name) {
        return get(name).map(Keyword::value);
    }

    /** Returns the {@code vars}, which are one map also where the text has a list of maps. */
    public Map<String, Object> vars() {
        return value("vars").map(Keywords::texts).orElse(Map.of());
    }

    /** Returns these and another; it replaces one of the same name. */
    public Keywords with(String name, Keyword keyword) {
        Map<String, Keyword> more = new LinkedHashMap<>(all);
        more.put(name, keyword);
        return new Keywords(more);
    }

    private static Map<String, Object> texts(Object value) {
        Map<String, Object> texts = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, content) -> texts.put(String.valueOf(key), content));
        }
        return Collections.unmodifiableMap(texts);
    }

    /** Values may be secrets: only the names are told. */
    @Override
    public String toString() {
        return "Keywords" + all.keySet();
    }
}
