// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.ansible;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.spi.Evaluation;
import io.centossrv.jinja.spi.Filter;
import io.centossrv.jinja.value.CallArguments;
import io.centossrv.jinja.value.Items;
import io.centossrv.jinja.value.Numbers;
import io.centossrv.jinja.value.Signature;
import io.centossrv.jinja.value.Text;
import io.centossrv.jinja.value.Truth;
import io.centossrv.jinja.value.Tuple;
import io.centossrv.jinja.value.Types;
import io.centossrv.jinja.value.Undefined;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Filters that rebuild lists and dicts. */
final class DataFilters {
    private static final Signature FLATTEN = Signature.of("flatten", "levels=", "skip_nulls=");
    private static final Signature TO_ITEMS =
            Signature.of("dict_to_list_of_dict_key_value_elements", "key_name=", "value_name=");
    private static final Signature SUB = Signature.of("subelements", "subelements", "skip_missing=");
    private static final Signature EXTRACT = Signature.of("extract", "container", "morekeys=");
    private static final Signature REKEY = Signature.of("rekey_on_member", "key", "duplicates=");
    private static final Signature TERNARY = Signature.of("ternary", "true_val", "false_val", "none_val=");
    private static final Signature MANDATORY = Signature.of("mandatory", "msg=");

    private static final Set<String> NULLS = Set.of("None", "null");

    private DataFilters() {}

    static Map<String, Filter> all() {
        return Map.ofEntries(
                Map.entry("combine", DataFilters::combine),
                Map.entry("flatten", DataFilters::flatten),
                Map.entry("dict2items", DataFilters::toItems),
                Map.entry("items2dict", DataFilters::fromItems),
                Map.entry("subelements", DataFilters::subelements),
                Map.entry("extract", DataFilters::extract),
                Map.entry("rekey_on_member", DataFilters::rekey),
                Map.entry("ternary", DataFilters::ternary),
                Map.entry("mandatory", DataFilters::mandatory),
                Map.entry("type_debug", (value, arguments, evaluation) -> Types.name(value)));
    }

    private static Object combine(Object value, CallArguments arguments, Evaluation evaluation) {
        arguments.named().keySet().stream()
                .filter(name -> !name.equals("recursive") && !name.equals("list_merge"))
                .findFirst()
                .ifPresent(name -> {
                    throw EvaluationError.value("'recursive' and 'list_merge' are the only valid keyword arguments");
                });
        boolean recursive = Truth.of(arguments.named().getOrDefault("recursive", false));
        String lists = Text.of(arguments.named().getOrDefault("list_merge", "replace"));
        List<Object> terms = new ArrayList<>();
        for (Object term : arguments.after(value).positional()) {
            if (Items.isIterable(term) && !(term instanceof Map) && !Text.isText(term)) {
                terms.addAll(Items.view(term));
            } else if (term != null) {
                terms.add(term);
            }
        }
        terms.forEach(Definedness::check);
        if (terms.isEmpty()) {
            return new LinkedHashMap<>();
        }
        if (terms.size() == 1) {
            return terms.get(0);
        }
        Object result = terms.get(0);
        for (Object term : terms.subList(1, terms.size())) {
            result = DictMerge.of(lists, recursive).merge(result, term);
        }
        return result;
    }

    private static Object flatten(Object value, CallArguments arguments, Evaluation evaluation) {
        Signature.Bound bound = FLATTEN.bind(arguments);
        Optional<Integer> levels =
                bound.get("levels") == null ? Optional.empty() : Optional.of(Numbers.index(bound.get("levels")));
        return flattened(Items.view(Undefined.check(value)), levels, bound.truth("skip_nulls", true));
    }

    static List<Object> flattened(Collection<?> elements, Optional<Integer> levels, boolean skipNulls) {
        List<Object> flat = new ArrayList<>();
        for (Object element : elements) {
            boolean isNull = element == null || (Text.isText(element) && NULLS.contains(element.toString()));
            if (skipNulls && isNull) {
                continue;
            }
            if (element instanceof List<?> list && levels.orElse(1) >= 1) {
                flat.addAll(flattened(list, levels.map(level -> level - 1), skipNulls));
            } else {
                flat.add(element);
            }
        }
        return flat;
    }

    private static Object toItems(Object value, CallArguments arguments, Evaluation evaluation) {
        Signature.Bound bound = TO_ITEMS.bind(arguments);
        if (!(Undefined.check(value) instanceof Map<?, ?> map)) {
            throw EvaluationError.type("dict2items requires a dictionary, got " + Types.name(value) + " instead.");
        }
        List<Object> items = new ArrayList<>();
        map.forEach((key, element) -> {
            Map<Object, Object> item = new LinkedHashMap<>();
            item.put(bound.get("key_name", "key"), key);
            item.put(bound.get("value_name", "value"), element);
            items.add(item);
        });
        return items;
    }

    private static Object fromItems(Object value, CallArguments arguments, Evaluation evaluation) {
        Signature.Bound bound = TO_ITEMS.bind(arguments);
        if (!(Undefined.check(value) instanceof List<?> list)) {
            throw EvaluationError.type("items2dict requires a list, got " + Types.name(value) + " instead.");
        }
        Map<Object, Object> made = new LinkedHashMap<>();
        for (Object item : list) {
            if (!(item instanceof Map<?, ?> map)) {
                throw EvaluationError.type(
                        "items2dict requires a list of dictionaries, got " + Text.repr(list) + " instead.");
            }
            Object key = required(map, bound.get("key_name", "key"));
            made.put(Items.keyOf(made, key), required(map, bound.get("value_name", "value")));
        }
        return made;
    }

    private static Object required(Map<?, ?> map, Object key) {
        return Items.find(map, key)
                .orElseThrow(
                        () -> EvaluationError.type("the key " + Text.repr(key) + " is missing in " + Text.repr(map)))
                .value();
    }

    private static Object subelements(Object value, CallArguments arguments, Evaluation evaluation) {
        Signature.Bound bound = SUB.bind(arguments);
        Undefined.check(value);
        if (!(value instanceof Map) && !Items.isList(value)) {
            throw EvaluationError.value("obj must be a list of dicts or a nested dict");
        }
        Object path = bound.get("subelements");
        if (!Text.isText(path) && !Items.isList(path)) {
            throw EvaluationError.type("subelements must be a list or a string");
        }
        List<?> keys = Text.isText(path) ? List.of(path.toString().split("\\.", -1)) : (List<?>) path;
        List<Object> pairs = new ArrayList<>();
        for (Object element : value instanceof Map<?, ?> map ? map.values() : Items.view(value)) {
            for (Object sub : sublist(element, keys, bound.truth("skip_missing", false))) {
                pairs.add(Tuple.pair(element, sub));
            }
        }
        return pairs;
    }

    private static List<?> sublist(Object element, List<?> keys, boolean skipMissing) {
        Object found = element;
        for (Object key : keys) {
            if (!(found instanceof Map<?, ?> map)) {
                throw EvaluationError.type(
                        "the key " + Text.of(key) + " should point to a dictionary, got '" + Text.repr(found) + "'");
            }
            Optional<Items.Found> next = Items.find(map, key);
            if (next.isEmpty() && skipMissing) {
                return List.of();
            }
            found = next.orElseThrow(() -> EvaluationError.value(
                            "could not find " + Text.repr(key) + " key in iterated item " + Text.repr(map)))
                    .value();
        }
        if (!Items.isList(found)) {
            throw EvaluationError.type("the key " + Text.repr(keys.get(keys.size() - 1))
                    + " should point to a list, got " + Text.repr(found));
        }
        return (List<?>) found;
    }

    private static Object extract(Object value, CallArguments arguments, Evaluation evaluation) {
        Signature.Bound bound = EXTRACT.bind(arguments);
        Object more = bound.get("morekeys");
        List<Object> keys = new ArrayList<>();
        keys.add(value);
        if (Items.isList(more)) {
            keys.addAll((List<?>) more);
        } else if (more != null) {
            keys.add(more);
        }
        Object found = bound.get("container");
        for (Object key : keys) {
            found = evaluation.item(found, key);
        }
        return found;
    }

    private static Object rekey(Object value, CallArguments arguments, Evaluation evaluation) {
        Signature.Bound bound = REKEY.bind(arguments);
        String duplicates = bound.text("duplicates", "error");
        if (!duplicates.equals("error") && !duplicates.equals("overwrite")) {
            throw EvaluationError.value("duplicates parameter to rekey_on_member has unknown value: " + duplicates);
        }
        Undefined.check(bound.get("key"));
        if (Text.isText(Undefined.check(value)) || !Items.isIterable(value)) {
            throw EvaluationError.type("Type is not a valid list, set, or dict");
        }
        Map<Object, Object> made = new LinkedHashMap<>();
        for (Object item : value instanceof Map<?, ?> map ? map.values() : Items.view(value)) {
            if (!(item instanceof Map<?, ?> member)) {
                throw EvaluationError.type("List item is not a valid dict");
            }
            Object key = Items.find(member, bound.get("key"))
                    .orElseThrow(() -> EvaluationError.value("Key " + Text.of(bound.get("key")) + " was not found"))
                    .value();
            if (made.containsKey(key) && duplicates.equals("error")) {
                throw EvaluationError.value("Key " + Text.of(key) + " is not unique, cannot correctly turn into dict");
            }
            made.put(key, item);
        }
        return made;
    }

    private static Object ternary(Object value, CallArguments arguments, Evaluation evaluation) {
        Signature.Bound bound = TERNARY.bind(arguments);
        if (value == null && bound.get("none_val") != null) {
            return bound.get("none_val");
        }
        return Truth.of(value) ? bound.get("true_val") : bound.get("false_val");
    }

    private static Object mandatory(Object value, CallArguments arguments, Evaluation evaluation) {
        if (value instanceof Undefined undefined) {
            Object message = MANDATORY.bind(arguments).get("msg");
            throw EvaluationError.value(
                    message != null
                            ? Text.of(message)
                            : "Mandatory variable "
                                    + undefined
                                            .name()
                                            .map(name -> "'" + name + "' ")
                                            .orElse("") + " not defined.");
        }
        return value;
    }
}
