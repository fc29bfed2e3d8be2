// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.method;

import io.centossrv.jinja.spi.Evaluation;
import io.centossrv.jinja.value.CallArguments;
import io.centossrv.jinja.value.Items;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Methods of sets. */
final class SetMethods {
    static final Map<String, Method<Set<Object>>> ALL = Map.of(
            "add", SetMethods::add,
            "update", SetMethods::update,
            "union", SetMethods::union,
            "intersection", SetMethods::intersection,
            "difference", SetMethods::difference,
            "issubset", (self, arguments, evaluation) -> new HashSet<>(first(arguments)).containsAll(self),
            "issuperset", (self, arguments, evaluation) -> self.containsAll(first(arguments)),
            "copy", (self, arguments, evaluation) -> new LinkedHashSet<>(self));

    private SetMethods() {}

    private static List<Object> first(CallArguments arguments) {
        return arguments.positional().isEmpty()
                ? List.of()
                : Items.list(arguments.positional().get(0));
    }

    private static Object add(Set<Object> self, CallArguments arguments, Evaluation evaluation) {
        self.addAll(arguments.positional());
        return null;
    }

    private static Object update(Set<Object> self, CallArguments arguments, Evaluation evaluation) {
        arguments.positional().forEach(more -> self.addAll(Items.list(more)));
        return null;
    }

    private static Object union(Set<Object> self, CallArguments arguments, Evaluation evaluation) {
        Set<Object> all = new LinkedHashSet<>(self);
        arguments.positional().forEach(more -> all.addAll(Items.list(more)));
        return all;
    }

    private static Object intersection(Set<Object> self, CallArguments arguments, Evaluation evaluation) {
        Set<Object> rest = new LinkedHashSet<>(self);
        arguments.positional().forEach(more -> rest.retainAll(Items.list(more)));
        return rest;
    }

    private static Object difference(Set<Object> self, CallArguments arguments, Evaluation evaluation) {
        Set<Object> rest = new LinkedHashSet<>(self);
        arguments.positional().forEach(less -> Items.list(less).forEach(rest::remove));
        return rest;
    }
}
