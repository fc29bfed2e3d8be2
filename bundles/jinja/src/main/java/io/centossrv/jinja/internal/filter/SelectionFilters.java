// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.filter;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.spi.Evaluation;
import io.centossrv.jinja.spi.Filter;
import io.centossrv.jinja.value.CallArguments;
import io.centossrv.jinja.value.Items;
import io.centossrv.jinja.value.Text;
import io.centossrv.jinja.value.Truth;
import io.centossrv.jinja.value.Undefined;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Filters that apply a filter or a test to each element. */
final class SelectionFilters {
    private SelectionFilters() {}

    static Map<String, Filter> all() {
        return Map.of(
                "map", SelectionFilters::map,
                "select", (value, arguments, evaluation) -> select(value, arguments, evaluation, true, false),
                "reject", (value, arguments, evaluation) -> select(value, arguments, evaluation, false, false),
                "selectattr", (value, arguments, evaluation) -> select(value, arguments, evaluation, true, true),
                "rejectattr", (value, arguments, evaluation) -> select(value, arguments, evaluation, false, true));
    }

    private static Object map(Object value, CallArguments arguments, Evaluation evaluation) {
        List<Object> mapped = new ArrayList<>();
        boolean byAttribute =
                arguments.positional().isEmpty() && arguments.named().containsKey("attribute");
        if (byAttribute) {
            arguments.named().keySet().stream()
                    .filter(name -> !name.equals("attribute") && !name.equals("default"))
                    .findFirst()
                    .ifPresent(name -> {
                        throw EvaluationError.type("Unexpected keyword argument '" + name + "'");
                    });
        } else if (arguments.positional().isEmpty()) {
            throw EvaluationError.type("map requires a filter argument");
        }
        for (Object element : Items.view(Undefined.check(value))) {
            mapped.add(
                    byAttribute
                            ? Attributes.of(
                                    element,
                                    arguments.named().get("attribute"),
                                    arguments.named().get("default"),
                                    evaluation)
                            : evaluation.filter(Text.of(arguments.positional().get(0)), element, arguments.from(1)));
        }
        return mapped;
    }

    private static Object select(
            Object value, CallArguments arguments, Evaluation evaluation, boolean wanted, boolean byAttribute) {
        int first = byAttribute ? 1 : 0;
        List<Object> positional = arguments.positional();
        if (positional.size() < first) {
            throw EvaluationError.type("Missing parameter for attribute name");
        }
        List<Object> selected = new ArrayList<>();
        for (Object element : Items.view(Undefined.check(value))) {
            Object asked = byAttribute ? Attributes.of(element, positional.get(0), evaluation) : element;
            boolean holds = positional.size() > first
                    ? evaluation.test(Text.of(positional.get(first)), asked, arguments.from(first + 1))
                    : Truth.of(asked);
            if (holds == wanted) {
                selected.add(element);
            }
        }
        return selected;
    }
}
