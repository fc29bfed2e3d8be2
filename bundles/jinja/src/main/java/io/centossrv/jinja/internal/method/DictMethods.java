// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.method;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.spi.Evaluation;
import io.centossrv.jinja.value.CallArguments;
import io.centossrv.jinja.value.DictView;
import io.centossrv.jinja.value.Items;
import io.centossrv.jinja.value.Signature;
import io.centossrv.jinja.value.Text;
import io.centossrv.jinja.value.Tuple;
import io.centossrv.jinja.value.Undefined;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Methods of dicts. */
final class DictMethods {
    static final Map<String, Method<Map<Object, Object>>> ALL = Map.ofEntries(
            Map.entry("keys", (self, arguments, evaluation) -> new DictView(self, DictView.Kind.KEYS)),
            Map.entry("values", (self, arguments, evaluation) -> new DictView(self, DictView.Kind.VALUES)),
            Map.entry("items", (self, arguments, evaluation) -> new DictView(self, DictView.Kind.ITEMS)),
            Map.entry("get", DictMethods::get),
            Map.entry("pop", DictMethods::pop),
            Map.entry("popitem", DictMethods::popItem),
            Map.entry("update", DictMethods::update),
            Map.entry("setdefault", DictMethods::setDefault),
            Map.entry("clear", DictMethods::clear),
            Map.entry("copy", (self, arguments, evaluation) -> new LinkedHashMap<>(self)),
            Map.entry("fromkeys", DictMethods::fromKeys));

    private static final Signature GET = Signature.of("get", "key", "default=");
    private static final Signature FROM_KEYS = Signature.of("fromkeys", "iterable", "value=");

    private DictMethods() {}

    private static Object get(Map<Object, Object> self, CallArguments arguments, Evaluation evaluation) {
        Signature.Bound bound = GET.bind(arguments);
        Object key = Items.keyOf(self, Undefined.check(bound.get("key")));
        return self.containsKey(key) ? self.get(key) : bound.get("default");
    }

    private static Object pop(Map<Object, Object> self, CallArguments arguments, Evaluation evaluation) {
        Signature.Bound bound = GET.bind(arguments);
        Object key = Items.keyOf(self, Undefined.check(bound.get("key")));
        if (self.containsKey(key)) {
            return self.remove(key);
        }
        if (!bound.has("default")) {
            throw EvaluationError.lookup(Text.repr(key));
        }
        return bound.get("default");
    }

    private static Object popItem(Map<Object, Object> self, CallArguments arguments, Evaluation evaluation) {
        if (self.isEmpty()) {
            throw EvaluationError.lookup("popitem(): dictionary is empty");
        }
        List<Object> keys = new ArrayList<>(self.keySet());
        Object last = keys.get(keys.size() - 1);
        return Tuple.pair(last, self.remove(last));
    }

    private static Object update(Map<Object, Object> self, CallArguments arguments, Evaluation evaluation) {
        for (Object source : arguments.positional()) {
            if (source instanceof Map<?, ?> map) {
                map.forEach((key, value) -> self.put(Items.keyOf(self, key), value));
            } else {
                for (Object pair : Items.view(source)) {
                    List<Object> sides = Items.list(pair);
                    if (sides.size() != 2) {
                        throw EvaluationError.value(
                                "dictionary update sequence element has length " + sides.size() + "; 2 is required");
                    }
                    self.put(Items.keyOf(self, sides.get(0)), sides.get(1));
                }
            }
        }
        self.putAll(arguments.named());
        return null;
    }

    private static Object setDefault(Map<Object, Object> self, CallArguments arguments, Evaluation evaluation) {
        Signature.Bound bound = GET.bind(arguments);
        Object key = Items.keyOf(self, Undefined.check(bound.get("key")));
        if (!self.containsKey(key)) {
            self.put(key, bound.get("default"));
        }
        return self.get(key);
    }

    private static Object clear(Map<Object, Object> self, CallArguments arguments, Evaluation evaluation) {
        self.clear();
        return null;
    }

    private static Object fromKeys(Map<Object, Object> self, CallArguments arguments, Evaluation evaluation) {
        Signature.Bound bound = FROM_KEYS.bind(arguments);
        Map<Object, Object> made = new LinkedHashMap<>();
        Items.view(bound.get("iterable")).forEach(key -> made.put(key, bound.get("value")));
        return made;
    }
}
