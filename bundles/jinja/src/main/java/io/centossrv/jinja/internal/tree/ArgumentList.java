// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.tree;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.value.CallArguments;
import io.centossrv.jinja.value.Items;
import io.centossrv.jinja.value.Text;
import io.centossrv.jinja.value.Types;
import io.centossrv.jinja.value.Undefined;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Arguments as a call writes them: by position, by name, {@code *list}, {@code **dict}. */
public record ArgumentList(
        List<Expression> positional,
        Map<String, Expression> named,
        Optional<Expression> rest,
        Optional<Expression> namedRest) {
    private static final ArgumentList NONE = new ArgumentList(List.of(), Map.of(), Optional.empty(), Optional.empty());

    public ArgumentList {
        positional = List.copyOf(positional);
        named = Collections.unmodifiableMap(new LinkedHashMap<>(named));
    }

    /** Returns no arguments. */
    public static ArgumentList none() {
        return NONE;
    }

    CallArguments evaluate(Frame frame) {
        if (positional.isEmpty() && named.isEmpty() && rest.isEmpty() && namedRest.isEmpty()) {
            return CallArguments.none();
        }
        List<Object> values = new ArrayList<>(positional.size());
        positional.forEach(argument -> values.add(argument.evaluate(frame)));
        rest.ifPresent(more -> values.addAll(Items.list(more.evaluate(frame))));
        Map<String, Object> byName = new LinkedHashMap<>();
        named.forEach((name, argument) -> byName.put(name, argument.evaluate(frame)));
        namedRest.ifPresent(more -> addNamed(byName, Undefined.check(more.evaluate(frame))));
        return new CallArguments(values, byName);
    }

    private static void addNamed(Map<String, Object> byName, Object more) {
        if (!(more instanceof Map<?, ?> map)) {
            throw EvaluationError.type("argument after ** must be a mapping, not " + Types.name(more));
        }
        map.forEach((name, value) -> byName.put(Text.of(name), value));
    }
}
