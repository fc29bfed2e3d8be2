// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.engine;

import io.centossrv.jinja.ansible.RawVariables;
import io.centossrv.jinja.value.Marked;
import io.centossrv.playbook.model.Vaulted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The variables of a host for one task: layers, of which the last that has a name gives its value. Of one thread. */
final class HostVariables implements RawVariables {
    private final List<Map<String, Object>> layers;
    private final Map<String, Object> own = new LinkedHashMap<>();
    private final Function<Vaulted, String> vault;
    private Optional<Map<String, Object>> merged = Optional.empty();

    HostVariables(List<Map<String, Object>> layers, Function<Vaulted, String> vault) {
        this.layers = layers;
        this.vault = vault;
    }

    /** Returns the same with variables of its own. */
    HostVariables copy() {
        HostVariables copy = new HostVariables(layers, vault);
        copy.own.putAll(own);
        return copy;
    }

    /** Returns the same with a layer below all others but the last so many. */
    HostVariables with(Map<String, Object> layer) {
        List<Map<String, Object>> more = new ArrayList<>(layers);
        more.add(layer);
        HostVariables copy = new HostVariables(more, vault);
        copy.own.putAll(own);
        return copy;
    }

    void put(String name, Object value) {
        own.put(name, value);
        merged = Optional.empty();
    }

    void putAll(Map<String, Object> more) {
        own.putAll(more);
        merged = Optional.empty();
    }

    void remove(String name) {
        own.remove(name);
        merged = Optional.empty();
    }

    boolean has(String name) {
        return find(name).isPresent();
    }

    /** Returns a value as written. */
    Optional<Object> value(String name) {
        return find(name).map(Raw::value);
    }

    @Override
    public Optional<Raw> find(String name) {
        if (own.containsKey(name)) {
            return Optional.of(raw(name, own.get(name)));
        }
        for (int i = layers.size() - 1; i >= 0; i--) {
            Map<String, Object> layer = layers.get(i);
            Object value = layer.get(name);
            if (value != null || layer.containsKey(name)) {
                return Optional.of(raw(name, value));
            }
        }
        return name.equals("vars") ? Optional.of(new Raw(merged(), false)) : Optional.empty();
    }

    private Raw raw(String name, Object value) {
        return new Raw(opened(value), !name.equals("hostvars") && !name.equals("vars"));
    }

    private Map<String, Object> merged() {
        Map<String, Object> all = merged.orElseGet(() -> {
            Map<String, Object> made = new LinkedHashMap<>();
            layers.forEach(made::putAll);
            made.putAll(own);
            return made;
        });
        merged = Optional.of(all);
        return all;
    }

    @Override
    public Collection<String> names() {
        LinkedHashSet<String> names = new LinkedHashSet<>();
        layers.forEach(layer -> names.addAll(layer.keySet()));
        names.addAll(own.keySet());
        return names;
    }

    /** Returns a value with what was encrypted decrypted. */
    Object opened(Object value) {
        if (value instanceof Vaulted secret) {
            return Marked.unsafe(vault.apply(secret));
        }
        if (value instanceof LazyMap || !holdsSecret(value, 0)) {
            return value;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> opened = new LinkedHashMap<>();
            map.forEach((key, element) -> opened.put(key, opened(element)));
            return opened;
        }
        List<Object> opened = new ArrayList<>();
        ((List<?>) value).forEach(element -> opened.add(opened(element)));
        return opened;
    }

    private static boolean holdsSecret(Object value, int depth) {
        if (depth > 100) {
            return false;
        }
        if (value instanceof Map<?, ?> map && !(value instanceof LazyMap)) {
            return map.values().stream().anyMatch(element -> holdsSecret(element, depth + 1));
        }
        return value instanceof Vaulted
                || (value instanceof List<?> list
                        && list.stream().anyMatch(element -> holdsSecret(element, depth + 1)));
    }
}
