// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.value;

import io.centossrv.jinja.error.EvaluationError;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Elements of collections and texts: Python's subscripts, slices, {@code len()} and {@code list()}. */
public final class Items {
    private Items() {}

    /** Tells whether a value is a list, and no tuple or range. */
    public static boolean isList(Object value) {
        return value instanceof List && !(value instanceof Tuple) && !(value instanceof Range);
    }

    /** Tells whether a value can be looped over. */
    public static boolean isIterable(Object value) {
        return value instanceof Collection || value instanceof Map || value instanceof CharSequence;
    }

    /** Returns what {@code len()} gives. */
    public static int length(Object value) {
        if (Undefined.isNothing(value)) {
            return 0;
        }
        Undefined.check(value);
        if (value instanceof CharSequence text) {
            return (int) text.codePoints().count();
        }
        if (value instanceof Collection<?> items) {
            return items.size();
        }
        if (value instanceof Map<?, ?> map) {
            return map.size();
        }
        throw EvaluationError.type("object of type '" + Types.name(value) + "' has no len()");
    }

    /** Returns the elements in order: characters of a text, keys of a dict. A new list. */
    public static List<Object> list(Object value) {
        if (Undefined.isNothing(value)) {
            return new ArrayList<>();
        }
        Undefined.check(value);
        if (value instanceof Collection<?> items) {
            return new ArrayList<>(items);
        }
        if (value instanceof Map<?, ?> map) {
            return new ArrayList<>(map.keySet());
        }
        if (value instanceof CharSequence text) {
            List<Object> characters = new ArrayList<>(text.length());
            text.codePoints().forEach(point -> characters.add(Character.toString(point)));
            return characters;
        }
        throw EvaluationError.type("'" + Types.name(value) + "' object is not iterable");
    }

    /** Returns the elements without copying what is a collection already; for reading alone. */
    public static Collection<?> view(Object value) {
        return value instanceof Collection<?> items ? items : list(value);
    }

    /**
     * Returns the key of a dict that is equal to another one: 1, 1.0 and True are the same key; the key itself where
     * the dict has none.
     */
    public static Object keyOf(Map<?, ?> dict, Object key) {
        if (key instanceof String || key == null || dict.containsKey(key)) {
            return key;
        }
        if (key instanceof CharSequence) {
            return key.toString();
        }
        if (Numbers.isNumber(key)) {
            for (Object candidate : new Object[] {integerOf(key), Numbers.real(key), Numbers.real(key) == 1}) {
                if (dict.containsKey(candidate) && Comparison.equal(candidate, key)) {
                    return candidate;
                }
            }
        }
        if (Items.isList(key) || key instanceof Map) {
            throw EvaluationError.type("unhashable type: '" + Types.name(key) + "'");
        }
        return key;
    }

    private static Object integerOf(Object key) {
        if (Numbers.isInteger(key)) {
            return Numbers.of(Numbers.integer(key));
        }
        double number = Numbers.real(key);
        return number == Math.rint(number) && Math.abs(number) < 1L << 53 ? (long) number : key;
    }

    /** Returns {@code value[key]}; empty where it has no such element. The value None is an empty answer's opposite. */
    public static Optional<Found> find(Object value, Object key) {
        if (key instanceof Slice slice) {
            return slice(value, slice).map(Found::new);
        }
        if (value instanceof Map<?, ?> map) {
            if (Items.isList(key) || key instanceof Map) {
                return Optional.empty();
            }
            Object same = keyOf(map, key);
            Object found = map.get(same);
            return found != null || map.containsKey(same) ? Optional.of(new Found(found)) : Optional.empty();
        }
        if (!Numbers.isInteger(key)) {
            return Optional.empty();
        }
        if (value instanceof List<?> list) {
            return position(key, list.size()).map(at -> new Found(list.get(at)));
        }
        if (value instanceof CharSequence text) {
            return position(key, length(text)).map(at -> {
                int begin = Character.offsetByCodePoints(text, 0, at);
                return new Found(Character.toString(Character.codePointAt(text, begin)));
            });
        }
        return Optional.empty();
    }

    private static Optional<Integer> position(Object key, int size) {
        BigInteger index = Numbers.integer(key);
        if (index.bitLength() > 31) {
            return Optional.empty();
        }
        int at = index.intValueExact() < 0 ? index.intValueExact() + size : index.intValueExact();
        return at >= 0 && at < size ? Optional.of(at) : Optional.empty();
    }

    private static Optional<Object> slice(Object value, Slice slice) {
        if (value instanceof CharSequence text) {
            StringBuilder out = new StringBuilder();
            slice.of(list(text)).forEach(out::append);
            return Optional.of(Text.like(value, out.toString()));
        }
        if (value instanceof Tuple tuple) {
            return Optional.of(Tuple.of(slice.of(tuple)));
        }
        if (value instanceof List<?> list) {
            return Optional.of(slice.of(list));
        }
        return Optional.empty();
    }

    /**
     * An element that was found.
     *
     * @param value may be null, which is None
     */
    public record Found(Object value) {}
}
