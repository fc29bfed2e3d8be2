// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.ansible;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.internal.text.JsonReader;
import io.centossrv.jinja.internal.text.JsonWriter;
import io.centossrv.jinja.spi.Evaluation;
import io.centossrv.jinja.spi.Filter;
import io.centossrv.jinja.value.CallArguments;
import io.centossrv.jinja.value.Items;
import io.centossrv.jinja.value.Marked;
import io.centossrv.jinja.value.Numbers;
import io.centossrv.jinja.value.Signature;
import io.centossrv.jinja.value.Text;
import io.centossrv.jinja.value.Types;
import io.centossrv.jinja.value.Undefined;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Filters of JSON. */
final class JsonFilters {
    private static final Signature WRITE = Signature.of(
            "to_json",
            "indent=",
            "sort_keys=",
            "separators=",
            "ensure_ascii=",
            "vault_to_text=",
            "preprocess_unsafe=",
            "skipkeys=",
            "default=");

    private JsonFilters() {}

    static Map<String, Filter> all() {
        return Map.of(
                "to_json", (value, arguments, evaluation) -> write(value, WRITE.bind(arguments), false),
                "to_nice_json", (value, arguments, evaluation) -> write(value, WRITE.bind(arguments), true),
                "from_json", JsonFilters::read);
    }

    private static Object write(Object value, Signature.Bound bound, boolean nice) {
        Object indent = bound.get("indent", nice ? (Object) 4L : null);
        Optional<String> unit = indent == null
                ? Optional.empty()
                : Optional.of(Text.isText(indent) ? indent.toString() : Text.indentation(Numbers.index(indent)));
        String item = unit.isPresent() ? "," : ", ";
        String key = ": ";
        if (bound.get("separators") != null) {
            List<Object> separators = Items.list(bound.get("separators"));
            if (separators.size() != 2) {
                throw EvaluationError.value("separators are a tuple of two texts");
            }
            item = Text.of(separators.get(0));
            key = Text.of(separators.get(1));
        }
        JsonWriter writer =
                new JsonWriter(unit, item, key, bound.truth("sort_keys", nice), bound.truth("ensure_ascii", true));
        return Marked.verbatim(writer.write(value));
    }

    private static Object read(Object value, CallArguments arguments, Evaluation evaluation) {
        Undefined.check(value);
        if (!Text.isText(value)) {
            throw EvaluationError.type("the JSON object must be str, bytes or bytearray, not " + Types.name(value));
        }
        return JsonReader.read(value.toString());
    }
}
