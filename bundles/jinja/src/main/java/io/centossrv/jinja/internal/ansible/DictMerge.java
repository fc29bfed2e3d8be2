// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.ansible;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.value.Comparison;
import io.centossrv.jinja.value.Items;
import io.centossrv.jinja.value.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Merges dicts, the later one in charge. */
record DictMerge(String lists, boolean recursive) {
    private static final Set<String> WAYS = Set.of("replace", "keep", "append", "prepend", "append_rp", "prepend_rp");

    static DictMerge of(String lists, boolean recursive) {
        if (!WAYS.contains(lists)) {
            throw EvaluationError.value("merge_hash: 'list_merge' argument can only be equal to 'replace', 'keep',"
                    + " 'append', 'prepend', 'append_rp' or 'prepend_rp'");
        }
        return new DictMerge(lists, recursive);
    }

    Object merge(Object lower, Object higher) {
        if (!(lower instanceof Map<?, ?> below) || !(higher instanceof Map<?, ?> above)) {
            throw EvaluationError.value("failed to combine variables, expected dicts but got " + Text.repr(lower)
                    + " and " + Text.repr(higher));
        }
        Map<Object, Object> merged = new LinkedHashMap<>(below);
        above.forEach((key, value) -> {
            Object known = Items.keyOf(merged, key);
            merged.put(known, merged.containsKey(known) ? mergedValue(merged.get(known), value) : value);
        });
        return merged;
    }

    private Object mergedValue(Object below, Object above) {
        if (recursive && below instanceof Map && above instanceof Map) {
            return merge(below, above);
        }
        if (Items.isList(below) && Items.isList(above)) {
            return mergedList((List<?>) below, (List<?>) above);
        }
        return above;
    }

    private Object mergedList(List<?> below, List<?> above) {
        List<Object> merged = new ArrayList<>();
        switch (lists) {
            case "keep" -> merged.addAll(below);
            case "append" -> {
                merged.addAll(below);
                merged.addAll(above);
            }
            case "prepend" -> {
                merged.addAll(above);
                merged.addAll(below);
            }
            case "append_rp" -> {
                merged.addAll(without(below, above));
                merged.addAll(above);
            }
            case "prepend_rp" -> {
                merged.addAll(above);
                merged.addAll(without(below, above));
            }
            default -> merged.addAll(above);
        }
        return merged;
    }

    private static List<?> without(List<?> list, List<?> others) {
        return list.stream()
                .filter(element -> !Comparison.contains(others, element))
                .toList();
    }
}
