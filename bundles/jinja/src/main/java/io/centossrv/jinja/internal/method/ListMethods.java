// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.method;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.spi.Evaluation;
import io.centossrv.jinja.value.CallArguments;
import io.centossrv.jinja.value.Comparison;
import io.centossrv.jinja.value.Items;
import io.centossrv.jinja.value.Numbers;
import io.centossrv.jinja.value.Signature;
import io.centossrv.jinja.value.Text;
import io.centossrv.jinja.value.Truth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Methods of lists; those that read are a tuple's too. */
final class ListMethods {
    static final Map<String, Method<List<Object>>> READING =
            Map.of("count", ListMethods::count, "index", ListMethods::index);

    static final Map<String, Method<List<Object>>> CHANGING = Map.of(
            "append", ListMethods::append,
            "extend", ListMethods::extend,
            "insert", ListMethods::insert,
            "pop", ListMethods::pop,
            "remove", ListMethods::remove,
            "clear", ListMethods::clear,
            "reverse", ListMethods::reverse,
            "sort", ListMethods::sort,
            "copy", (self, arguments, evaluation) -> new ArrayList<>(self));

    private static final Signature ONE = Signature.of("method", "object");
    private static final Signature INSERT = Signature.of("insert", "index", "object");
    private static final Signature INDEX = Signature.of("index", "value", "start=", "stop=");
    private static final Signature POP = Signature.of("pop", "index=");
    private static final Signature SORT = Signature.of("sort", "key=", "reverse=");

    private ListMethods() {}

    private static Object count(List<Object> self, CallArguments arguments, Evaluation evaluation) {
        Object wanted = ONE.bind(arguments).get("object");
        return self.stream()
                .filter(element -> Comparison.equal(element, wanted))
                .count();
    }

    private static Object index(List<Object> self, CallArguments arguments, Evaluation evaluation) {
        Signature.Bound bound = INDEX.bind(arguments);
        int stop = Math.min(self.size(), bound.integer("stop", self.size()));
        for (int i = Math.max(0, bound.integer("start", 0)); i < stop; i++) {
            if (Comparison.equal(self.get(i), bound.get("value"))) {
                return (long) i;
            }
        }
        throw EvaluationError.value(Text.repr(bound.get("value")) + " is not in list");
    }

    private static Object append(List<Object> self, CallArguments arguments, Evaluation evaluation) {
        self.add(ONE.bind(arguments).get("object"));
        return null;
    }

    private static Object extend(List<Object> self, CallArguments arguments, Evaluation evaluation) {
        self.addAll(Items.list(ONE.bind(arguments).get("object")));
        return null;
    }

    private static Object insert(List<Object> self, CallArguments arguments, Evaluation evaluation) {
        Signature.Bound bound = INSERT.bind(arguments);
        int index = bound.integer("index", 0);
        int at = index < 0 ? Math.max(0, index + self.size()) : Math.min(index, self.size());
        self.add(at, bound.get("object"));
        return null;
    }

    private static Object pop(List<Object> self, CallArguments arguments, Evaluation evaluation) {
        if (self.isEmpty()) {
            throw EvaluationError.lookup("pop from empty list");
        }
        int index = Numbers.index(POP.bind(arguments).get("index", -1L));
        int at = index < 0 ? index + self.size() : index;
        if (at < 0 || at >= self.size()) {
            throw EvaluationError.lookup("pop index out of range");
        }
        return self.remove(at);
    }

    private static Object remove(List<Object> self, CallArguments arguments, Evaluation evaluation) {
        Object wanted = ONE.bind(arguments).get("object");
        for (int i = 0; i < self.size(); i++) {
            if (Comparison.equal(self.get(i), wanted)) {
                self.remove(i);
                return null;
            }
        }
        throw EvaluationError.value("list.remove(x): x not in list");
    }

    private static Object clear(List<Object> self, CallArguments arguments, Evaluation evaluation) {
        self.clear();
        return null;
    }

    private static Object reverse(List<Object> self, CallArguments arguments, Evaluation evaluation) {
        Collections.reverse(self);
        return null;
    }

    private static Object sort(List<Object> self, CallArguments arguments, Evaluation evaluation) {
        Signature.Bound bound = SORT.bind(arguments);
        Object key = bound.get("key");
        self.sort((left, right) -> {
            Object first = key == null ? left : evaluation.call(key, CallArguments.of(left));
            Object second = key == null ? right : evaluation.call(key, CallArguments.of(right));
            return Truth.of(bound.get("reverse"))
                    ? Comparison.compare(second, first, "<")
                    : Comparison.compare(first, second, "<");
        });
        return null;
    }
}
