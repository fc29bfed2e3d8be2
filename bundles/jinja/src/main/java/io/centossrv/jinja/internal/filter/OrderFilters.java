// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.filter;

import io.centossrv.jinja.spi.Evaluation;
import io.centossrv.jinja.spi.Filter;
import io.centossrv.jinja.value.CallArguments;
import io.centossrv.jinja.value.Comparison;
import io.centossrv.jinja.value.Items;
import io.centossrv.jinja.value.Signature;
import io.centossrv.jinja.value.Text;
import io.centossrv.jinja.value.Tuple;
import io.centossrv.jinja.value.Undefined;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Filters that need an order or equality. */
final class OrderFilters {
    private static final Signature SORT = Signature.of("do_sort", "reverse=", "case_sensitive=", "attribute=");
    private static final Signature MOST = Signature.of("do_max", "case_sensitive=", "attribute=");
    private static final Signature UNIQUE = Signature.of("do_unique", "case_sensitive=", "attribute=");
    private static final Signature GROUP = Signature.of("do_groupby", "attribute", "default=", "case_sensitive=");

    private OrderFilters() {}

    static Map<String, Filter> all() {
        return Map.of(
                "sort", OrderFilters::sort,
                "min", (value, arguments, evaluation) -> extreme(value, arguments, evaluation, -1),
                "max", (value, arguments, evaluation) -> extreme(value, arguments, evaluation, 1),
                "unique", OrderFilters::unique,
                "groupby", OrderFilters::group);
    }

    private static Object sort(Object value, CallArguments arguments, Evaluation evaluation) {
        Signature.Bound bound = SORT.bind(arguments);
        List<Object> all = Items.list(Undefined.check(value));
        boolean caseSensitive = bound.truth("case_sensitive", false);
        Comparator<Object> order = (left, right) -> Comparison.compare(left, right, "<");
        UnaryOperator<Object> key = element -> sortKey(element, bound.get("attribute"), caseSensitive, evaluation);
        Comparator<Object> byKey = Comparator.comparing(key, order);
        all.sort(bound.truth("reverse", false) ? byKey.reversed() : byKey);
        return all;
    }

    /** Returns what is compared: one attribute or, with commas between, several in order. */
    private static Object sortKey(Object element, Object attribute, boolean caseSensitive, Evaluation evaluation) {
        if (attribute == null) {
            return folded(element, caseSensitive);
        }
        List<Object> parts = new ArrayList<>();
        for (String path : Text.of(attribute).split(",", -1)) {
            parts.add(folded(Attributes.of(element, path, evaluation), caseSensitive));
        }
        return Tuple.of(parts);
    }

    static Object folded(Object value, boolean caseSensitive) {
        return caseSensitive || !Text.isText(value) ? value : value.toString().toLowerCase(Locale.ROOT);
    }

    private static Object extreme(Object value, CallArguments arguments, Evaluation evaluation, int sign) {
        Signature.Bound bound = MOST.bind(arguments);
        boolean caseSensitive = bound.truth("case_sensitive", false);
        List<Object> all = Items.list(Undefined.check(value));
        if (all.isEmpty()) {
            return Undefined.because("No aggregated item, sequence was empty.");
        }
        Object best = all.get(0);
        Object bestKey = key(best, bound, caseSensitive, evaluation);
        for (Object element : all.subList(1, all.size())) {
            Object key = key(element, bound, caseSensitive, evaluation);
            if (Comparison.compare(key, bestKey, sign > 0 ? ">" : "<") * sign > 0) {
                best = element;
                bestKey = key;
            }
        }
        return best;
    }

    private static Object key(Object element, Signature.Bound bound, boolean caseSensitive, Evaluation evaluation) {
        Object attribute = bound.get("attribute");
        return folded(attribute == null ? element : Attributes.of(element, attribute, evaluation), caseSensitive);
    }

    private static Object unique(Object value, CallArguments arguments, Evaluation evaluation) {
        Signature.Bound bound = UNIQUE.bind(arguments);
        boolean caseSensitive = bound.truth("case_sensitive", false);
        List<Object> seen = new ArrayList<>();
        List<Object> kept = new ArrayList<>();
        for (Object element : Items.view(Undefined.check(value))) {
            Object key = key(element, bound, caseSensitive, evaluation);
            if (!Comparison.contains(seen, key)) {
                seen.add(key);
                kept.add(element);
            }
        }
        return kept;
    }

    private static Object group(Object value, CallArguments arguments, Evaluation evaluation) {
        Signature.Bound bound = GROUP.bind(arguments);
        boolean caseSensitive = bound.truth("case_sensitive", false);
        Object attribute = bound.get("attribute");
        Object otherwise = bound.get("default");
        List<Object> all = Items.list(Undefined.check(value));
        UnaryOperator<Object> key =
                element -> folded(Attributes.of(element, attribute, otherwise, evaluation), caseSensitive);
        all.sort(Comparator.comparing(key, (left, right) -> Comparison.compare(left, right, "<")));
        List<Object> groups = new ArrayList<>();
        int begin = 0;
        for (int i = 1; i <= all.size(); i++) {
            if (i == all.size() || !Comparison.equal(key.apply(all.get(begin)), key.apply(all.get(i)))) {
                Object grouper = Attributes.of(all.get(begin), attribute, otherwise, evaluation);
                groups.add(Tuple.named("grouper", grouper, "list", new ArrayList<>(all.subList(begin, i))));
                begin = i;
            }
        }
        return Collections.unmodifiableList(groups);
    }
}
