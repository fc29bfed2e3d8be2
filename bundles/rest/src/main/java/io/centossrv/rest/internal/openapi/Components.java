// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.openapi;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The named parts of all fragments in one place. A name that two domains give to different things gets the domain's. */
final class Components {
    private static final String PREFIX = "#/components/";
    private static final Set<String> KINDS =
            Set.of("schemas", "responses", "parameters", "examples", "requestBodies", "headers", "links");

    private final Map<String, Map<String, Object>> byKind = new TreeMap<>();

    Components() {
        SharedComponents.all().forEach((kind, named) -> byKind.put(kind, new TreeMap<>(named)));
    }

    /** Takes over the components of a fragment and returns the fragment with its references pointing to them. */
    Map<String, Object> merge(String domain, Map<String, Object> fragment) {
        Map<String, Object> given = OpenApiFragment.object(fragment, "components");
        Map<String, String> renamed = new HashMap<>();
        for (String kind : KINDS) {
            OpenApiFragment.object(given, kind).forEach((name, part) -> {
                Object known = byKind.getOrDefault(kind, Map.of()).get(name);
                if (known != null && !known.equals(part)) {
                    renamed.put(PREFIX + kind + "/" + name, PREFIX + kind + "/" + domain + "." + name);
                }
            });
        }
        for (String kind : KINDS) {
            OpenApiFragment.object(given, kind).forEach((name, part) -> {
                String reference = PREFIX + kind + "/" + name;
                String last = renamed.getOrDefault(reference, reference);
                String own = last.substring(last.lastIndexOf('/') + 1);
                byKind.computeIfAbsent(kind, any -> new TreeMap<>()).put(own, rewrite(part, renamed));
            });
        }
        return OpenApiFragment.copy((Map<?, ?>) rewrite(fragment, renamed));
    }

    private static Object rewrite(Object node, Map<String, String> renamed) {
        if (node instanceof Map<?, ?> object) {
            Map<String, Object> copy = new TreeMap<>();
            object.forEach((key, value) -> copy.put(
                    String.valueOf(key),
                    "$ref".equals(key) && value instanceof String reference
                            ? renamed.getOrDefault(reference, reference)
                            : rewrite(value, renamed)));
            return copy;
        }
        return node instanceof List<?> list
                ? list.stream().map(item -> rewrite(item, renamed)).toList()
                : node;
    }

    Map<String, Map<String, Object>> all() {
        return byKind;
    }
}
