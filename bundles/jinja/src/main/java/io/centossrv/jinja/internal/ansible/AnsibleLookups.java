// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.ansible;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.spi.Lookup;
import io.centossrv.jinja.spi.LookupContext;
import io.centossrv.jinja.value.Comparison;
import io.centossrv.jinja.value.Items;
import io.centossrv.jinja.value.Text;
import io.centossrv.jinja.value.Truth;
import io.centossrv.jinja.value.Tuple;
import io.centossrv.jinja.value.Undefined;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The lookups that Ansible brings.
 *
 * @see <a href="https://docs.ansible.com/ansible-core/2.14/collections/ansible/builtin/index.html#lookup-plugins">
 *     Ansible, lookup plugins</a>
 */
public final class AnsibleLookups {
    private AnsibleLookups() {}

    /** Returns them by their short names. */
    public static Map<String, Lookup> all() {
        Map<String, Lookup> all = new HashMap<>(FileLookups.all());
        all.put("env", AnsibleLookups::environment);
        all.put("vars", AnsibleLookups::variables);
        all.put("varnames", AnsibleLookups::variableNames);
        all.put("dict", AnsibleLookups::dict);
        all.put("list", (terms, options, context) -> terms);
        all.put("items", (terms, options, context) -> DataFilters.flattened(terms, Optional.of(1), false));
        all.put("flattened", (terms, options, context) -> DataFilters.flattened(terms, Optional.empty(), true));
        all.put("sequence", Sequences::find);
        all.put("nested", AnsibleLookups::nested);
        all.put("cartesian", AnsibleLookups::nested);
        all.put("together", AnsibleLookups::together);
        all.put("subelements", AnsibleLookups::subelements);
        all.put("indexed_items", AnsibleLookups::indexed);
        all.put(
                "random_choice",
                (terms, options, context) -> terms.isEmpty()
                        ? terms
                        : List.of(terms.get(ThreadLocalRandom.current().nextInt(terms.size()))));
        all.put("inventory_hostnames", AnsibleLookups::hostNames);
        return all;
    }

    private static List<Object> environment(List<Object> terms, Map<String, Object> options, LookupContext context) {
        List<Object> values = new ArrayList<>();
        for (Object term : terms) {
            String name = Text.of(term).split(" ", 2)[0];
            String value = System.getenv(name);
            Object otherwise = options.getOrDefault("default", "");
            if (value == null) {
                Undefined.check(otherwise);
            }
            values.add(value == null ? otherwise : value);
        }
        return values;
    }

    private static List<Object> variables(List<Object> terms, Map<String, Object> options, LookupContext context) {
        List<Object> values = new ArrayList<>();
        for (Object term : terms) {
            if (!Text.isText(term)) {
                throw EvaluationError.value("Invalid setting identifier, \"" + Text.of(term) + "\" is not a string");
            }
            Optional<Items.Found> found = context.variable(term.toString());
            if (found.isEmpty() && !options.containsKey("default")) {
                throw Undefined.because("No variable found with this name: " + term)
                        .error();
            }
            values.add(Undefined.check(found.isPresent() ? found.get().value() : options.get("default")));
        }
        return values;
    }

    private static List<Object> variableNames(List<Object> terms, Map<String, Object> options, LookupContext context) {
        List<Object> names = new ArrayList<>();
        for (Object term : terms) {
            try {
                Pattern pattern = Pattern.compile(Text.of(term));
                context.variableNames().stream()
                        .filter(name -> pattern.matcher(name).find())
                        .forEach(names::add);
            } catch (PatternSyntaxException e) {
                throw EvaluationError.value("Unable to use \"" + Text.of(term) + "\" as a search parameter", e);
            }
        }
        return names;
    }

    private static List<Object> dict(List<Object> terms, Map<String, Object> options, LookupContext context) {
        List<Object> items = new ArrayList<>();
        for (Object term : DataFilters.flattened(terms, Optional.of(1), false)) {
            if (!(term instanceof Map<?, ?> map)) {
                throw EvaluationError.value("with_dict expects a dict");
            }
            map.forEach((key, value) -> {
                Map<Object, Object> item = new LinkedHashMap<>();
                item.put("key", key);
                item.put("value", value);
                items.add(item);
            });
        }
        return items;
    }

    private static List<Object> nested(List<Object> terms, Map<String, Object> options, LookupContext context) {
        if (terms.isEmpty()) {
            throw EvaluationError.value("with_nested requires at least one element in the nested list");
        }
        List<List<Object>> rows = List.of(List.of());
        for (Object term : terms) {
            List<Object> list = Text.isText(term) ? List.of(term) : Items.list(term);
            List<List<Object>> longer = new ArrayList<>();
            for (List<Object> row : rows) {
                for (Object element : list) {
                    List<Object> more = new ArrayList<>(row);
                    more.addAll(element instanceof List<?> inner ? inner : Collections.singletonList(element));
                    longer.add(more);
                }
            }
            rows = longer;
        }
        return new ArrayList<>(rows);
    }

    private static List<Object> together(List<Object> terms, Map<String, Object> options, LookupContext context) {
        if (terms.isEmpty()) {
            throw EvaluationError.value("with_together requires at least one element in each list");
        }
        List<List<Object>> lists = terms.stream().map(Items::list).toList();
        int size = lists.stream().mapToInt(List::size).max().orElse(0);
        List<Object> rows = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            List<Object> row = new ArrayList<>();
            for (List<Object> list : lists) {
                row.add(i < list.size() ? list.get(i) : null);
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<Object> subelements(List<Object> terms, Map<String, Object> options, LookupContext context) {
        if (terms.size() < 2 || terms.size() > 3) {
            throw EvaluationError.value(
                    "subelements lookup expects a list of two or three items, got " + Text.repr(terms));
        }
        boolean skip = terms.size() == 3
                && terms.get(2) instanceof Map<?, ?> flags
                && flags.get("skip_missing") != null
                && Truth.of(flags.get("skip_missing"));
        String key = Text.of(terms.get(1));
        List<Object> pairs = new ArrayList<>();
        Object all = terms.get(0);
        for (Object element : all instanceof Map<?, ?> map ? map.values() : Items.view(all)) {
            if (!(element instanceof Map<?, ?> item)) {
                throw EvaluationError.value("subelements lookup expects a dictionary, got '" + Text.of(element) + "'");
            }
            if (Comparison.equal(item.get("skipped") == null ? false : item.get("skipped"), true)) {
                continue;
            }
            Object sub = item;
            for (String part : key.split("\\.")) {
                sub = sub instanceof Map<?, ?> map && map.containsKey(part)
                        ? map.get(part)
                        : Undefined.element(sub, part);
                if (sub instanceof Undefined) {
                    break;
                }
            }
            if (!Items.isList(sub)) {
                if (skip && sub instanceof Undefined) {
                    continue;
                }
                throw EvaluationError.value(
                        "could not find '" + key + "' key in iterated item '" + Text.repr(item) + "'");
            }
            Map<Object, Object> rest = new LinkedHashMap<>(item);
            rest.remove(key);
            ((List<?>) sub).forEach(one -> pairs.add(Tuple.pair(rest, one)));
        }
        return pairs;
    }

    private static List<Object> indexed(List<Object> terms, Map<String, Object> options, LookupContext context) {
        List<Object> items = DataFilters.flattened(terms, Optional.of(1), false);
        List<Object> pairs = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            pairs.add(Tuple.pair((long) i, items.get(i)));
        }
        return pairs;
    }

    private static List<Object> hostNames(List<Object> terms, Map<String, Object> options, LookupContext context) {
        List<Object> names = new ArrayList<>();
        Object groups = context.variable("groups").map(Items.Found::value).orElse(Map.of());
        if (!(groups instanceof Map<?, ?> map)) {
            return names;
        }
        for (Object term : terms) {
            for (String part : Text.of(term).split("[,:]")) {
                String pattern = part.strip();
                boolean exclude = pattern.startsWith("!");
                boolean both = pattern.startsWith("&");
                String name = exclude || both ? pattern.substring(1) : pattern;
                List<?> members = map.get(name) instanceof List<?> list ? list : List.of();
                if (exclude) {
                    names.removeAll(members);
                } else if (both) {
                    names.retainAll(members);
                } else {
                    members.stream().filter(host -> !names.contains(host)).forEach(names::add);
                    boolean isHost = map.get("all") instanceof List<?> hosts && hosts.contains(name);
                    if (members.isEmpty() && isHost && !names.contains(name)) {
                        names.add(name);
                    }
                }
            }
        }
        return names;
    }
}
