// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.filter;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.internal.text.JsonWriter;
import io.centossrv.jinja.spi.Evaluation;
import io.centossrv.jinja.spi.Filter;
import io.centossrv.jinja.value.CallArguments;
import io.centossrv.jinja.value.Comparison;
import io.centossrv.jinja.value.Marked;
import io.centossrv.jinja.value.Numbers;
import io.centossrv.jinja.value.Signature;
import io.centossrv.jinja.value.Text;
import io.centossrv.jinja.value.Tuple;
import io.centossrv.jinja.value.Types;
import io.centossrv.jinja.value.Undefined;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Filters of dicts. */
final class DictFilters {
    private static final Signature SORT = Signature.of("do_dictsort", "case_sensitive=", "by=", "reverse=");
    private static final Signature JSON = Signature.of("do_tojson", "indent=");

    private DictFilters() {}

    static Map<String, Filter> all() {
        return Map.of("items", DictFilters::items, "dictsort", DictFilters::sort, "tojson", DictFilters::json);
    }

    private static Object items(Object value, CallArguments arguments, Evaluation evaluation) {
        if (value instanceof Undefined) {
            return new ArrayList<>();
        }
        return pairs(value, "Can only get item pairs from a mapping.");
    }

    private static List<Object> pairs(Object value, String message) {
        if (!(Undefined.check(value) instanceof Map<?, ?> map)) {
            throw EvaluationError.type(message);
        }
        List<Object> pairs = new ArrayList<>();
        map.forEach((key, element) -> pairs.add(Tuple.pair(key, element)));
        return pairs;
    }

    private static Object sort(Object value, CallArguments arguments, Evaluation evaluation) {
        Signature.Bound bound = SORT.bind(arguments);
        String by = bound.text("by", "key");
        if (!by.equals("key") && !by.equals("value")) {
            throw EvaluationError.value("You can only sort by either \"key\" or \"value\"");
        }
        int side = by.equals("key") ? 0 : 1;
        boolean caseSensitive = bound.truth("case_sensitive", false);
        int sign = bound.truth("reverse", false) ? -1 : 1;
        List<Object> pairs = pairs(value, "'" + Types.name(value) + "' object has no attribute 'items'");
        pairs.sort((left, right) -> sign
                * Comparison.compare(
                        OrderFilters.folded(((Tuple) left).get(side), caseSensitive),
                        OrderFilters.folded(((Tuple) right).get(side), caseSensitive),
                        "<"));
        return pairs;
    }

    private static Object json(Object value, CallArguments arguments, Evaluation evaluation) {
        Object indent = JSON.bind(arguments).get("indent");
        String text = new JsonWriter(
                        indent == null ? Optional.empty() : Optional.of(Text.indentation(Numbers.index(indent))),
                        indent == null ? ", " : ",",
                        ": ",
                        true,
                        true)
                .write(Undefined.check(value));
        return Marked.markup(text.replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("'", "\\u0027"));
    }
}
