// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.method;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.spi.Evaluation;
import io.centossrv.jinja.value.Callable;
import io.centossrv.jinja.value.Items;
import io.centossrv.jinja.value.Numbers;
import io.centossrv.jinja.value.Tuple;
import io.centossrv.jinja.value.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The methods of Python's types that templates may call.
 *
 * @see <a href="https://docs.python.org/3/library/stdtypes.html">Python, Built-in Types</a>
 */
public final class Methods {
    private static final Map<String, Method<CharSequence>> TEXT = joined(TextMethods.all(), TextTests.all());

    private Methods() {}

    /** Returns a method bound to a value, or an attribute of a number; empty where its type has none of this name. */
    public static Optional<Object> find(Object value, String name, Evaluation evaluation) {
        if (value instanceof CharSequence text) {
            return bound(text, TEXT.get(name), name, evaluation);
        }
        if (value instanceof Map<?, ?> map) {
            return bound(asMap(map), DictMethods.ALL.get(name), name, evaluation);
        }
        if (value instanceof Tuple tuple) {
            return tuple.named(name).or(() -> bound(asList(tuple), ListMethods.READING.get(name), name, evaluation));
        }
        if (Items.isList(value)) {
            Method<List<Object>> reading = ListMethods.READING.get(name);
            return bound(
                    asList((List<?>) value),
                    reading == null ? ListMethods.CHANGING.get(name) : reading,
                    name,
                    evaluation);
        }
        if (value instanceof Set<?> set) {
            return bound(asSet(set), SetMethods.ALL.get(name), name, evaluation);
        }
        if (value instanceof byte[] bytes && name.equals("decode")) {
            return Optional.of((Callable) arguments -> new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
        }
        return Numbers.isNumber(value) ? NumberMethods.find(value, name) : Optional.empty();
    }

    private static <T> Optional<Object> bound(T self, Method<T> method, String name, Evaluation evaluation) {
        if (method == null) {
            return Optional.empty();
        }
        Callable callable = arguments -> {
            try {
                return method.call(self, arguments, evaluation);
            } catch (UnsupportedOperationException e) {
                throw EvaluationError.value("this " + Types.name(self) + " can't be changed by " + name + "()", e);
            }
        };
        return Optional.of(callable);
    }

    /** What templates put into a collection is what they find in it: there is no other type to keep to. */
    @SuppressWarnings("unchecked")
    private static List<Object> asList(List<?> list) {
        return (List<Object>) list;
    }

    @SuppressWarnings("unchecked")
    private static Map<Object, Object> asMap(Map<?, ?> map) {
        return (Map<Object, Object>) map;
    }

    @SuppressWarnings("unchecked")
    private static Set<Object> asSet(Set<?> set) {
        return (Set<Object>) set;
    }

    private static Map<String, Method<CharSequence>> joined(
            Map<String, Method<CharSequence>> first, Map<String, Method<CharSequence>> second) {
        Map<String, Method<CharSequence>> all = new HashMap<>(first);
        all.putAll(second);
        return Map.copyOf(all);
    }
}
