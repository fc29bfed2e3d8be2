// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.value;

import io.centossrv.jinja.error.EvaluationError;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Python's {@code ==}, {@code <} and {@code in}. */
public final class Comparison {
    private Comparison() {}

    /** Tells whether two values are equal; throws where one is undefined. */
    public static boolean equal(Object left, Object right) {
        if (Undefined.isNothing(left) || Undefined.isNothing(right)) {
            return left instanceof Undefined && right instanceof Undefined;
        }
        Undefined.check(left);
        Undefined.check(right);
        if (left == null || right == null) {
            return left == right;
        }
        if (Numbers.isNumber(left) || Numbers.isNumber(right)) {
            return Numbers.isNumber(left)
                    && Numbers.isNumber(right)
                    && !Numbers.isNan(left)
                    && !Numbers.isNan(right)
                    && Numbers.compare(left, right) == 0;
        }
        if (Text.isText(left) || Text.isText(right)) {
            return Text.isText(left) && Text.isText(right) && left.toString().equals(right.toString());
        }
        return equalCollections(left, right);
    }

    private static boolean equalCollections(Object left, Object right) {
        if (left instanceof List<?> a && right instanceof List<?> b) {
            return (a instanceof Tuple) == (b instanceof Tuple)
                    && (a instanceof Range) == (b instanceof Range)
                    && equalInOrder(a, b);
        }
        if (left instanceof Map<?, ?> a && right instanceof Map<?, ?> b) {
            return equalMaps(a, b);
        }
        if (left instanceof Collection<?> a && right instanceof Collection<?> b && isSetLike(a) && isSetLike(b)) {
            return a.size() == b.size() && a.stream().allMatch(element -> contains(b, element));
        }
        return left.equals(right);
    }

    /** Tells whether a collection is a set or a view of a dict's keys or items. */
    private static boolean isSetLike(Collection<?> collection) {
        return collection instanceof Set || collection instanceof DictView;
    }

    private static boolean equalInOrder(List<?> left, List<?> right) {
        if (left.size() != right.size()) {
            return false;
        }
        Iterator<?> others = right.iterator();
        for (Object element : left) {
            if (!equal(element, others.next())) {
                return false;
            }
        }
        return true;
    }

    private static boolean equalMaps(Map<?, ?> left, Map<?, ?> right) {
        if (left.size() != right.size()) {
            return false;
        }
        for (Map.Entry<?, ?> entry : left.entrySet()) {
            Object key = Items.keyOf(right, entry.getKey());
            if (!right.containsKey(key) || !equal(entry.getValue(), right.get(key))) {
                return false;
            }
        }
        return true;
    }

    /** Compares two values of an order; a TypeError naming the operator where they have none. */
    public static int compare(Object left, Object right, String operator) {
        Undefined.check(left);
        Undefined.check(right);
        if (Numbers.isNumber(left) && Numbers.isNumber(right)) {
            return Numbers.compare(left, right);
        }
        if (Text.isText(left) && Text.isText(right)) {
            return compareTexts(left.toString(), right.toString());
        }
        if (left instanceof List<?> a && right instanceof List<?> b && (a instanceof Tuple) == (b instanceof Tuple)) {
            for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
                if (!equal(a.get(i), b.get(i))) {
                    return compare(a.get(i), b.get(i), operator);
                }
            }
            return Integer.compare(a.size(), b.size());
        }
        if (left instanceof Temporal a
                && right instanceof Temporal b
                && a.typeName().equals(b.typeName())) {
            return a.compareTo(b);
        }
        throw EvaluationError.type("'" + operator + "' not supported between instances of '" + Types.name(left)
                + "' and '" + Types.name(right) + "'");
    }

    /** Tells whether {@code left operator right} holds for one of {@code <}, {@code <=}, {@code >}, {@code >=}. */
    public static boolean ordered(Object left, String operator, Object right) {
        if (left instanceof Set<?> a && right instanceof Set<?> b) {
            return switch (operator) {
                case "<" -> a.size() < b.size() && b.containsAll(a);
                case "<=" -> b.containsAll(a);
                case ">" -> b.size() < a.size() && a.containsAll(b);
                default -> a.containsAll(b);
            };
        }
        int order = compare(left, right, operator);
        if (Numbers.isNan(left) || Numbers.isNan(right)) {
            return false;
        }
        return switch (operator) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    /** Tells whether a container has an element, a text a part, a dict a key. */
    public static boolean contains(Object container, Object element) {
        Undefined.check(container);
        if (Text.isText(container)) {
            Undefined.check(element);
            if (!Text.isText(element)) {
                throw EvaluationError.type("'in <string>' requires string as left operand, not " + Types.name(element));
            }
            return container.toString().contains(element.toString());
        }
        if (container instanceof Map<?, ?> map) {
            Undefined.check(element);
            return map.containsKey(Items.keyOf(map, element));
        }
        if (container instanceof DictView view && view.isOfKeys() && isUnhashable(element)) {
            throw EvaluationError.type("unhashable type: '" + Types.name(element) + "'");
        }
        if (container instanceof Collection<?> collection) {
            for (Object candidate : collection) {
                if (equal(candidate, element)) {
                    return true;
                }
            }
            return false;
        }
        throw EvaluationError.type("argument of type '" + Types.name(container) + "' is not iterable");
    }

    private static boolean isUnhashable(Object value) {
        return value instanceof Map || Items.isList(value);
    }

    /** Compares by code points, as Python does, and not by UTF-16 units. */
    private static int compareTexts(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int i = 0; i < length; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                return Character.isSurrogate(a) == Character.isSurrogate(b)
                        ? Character.compare(a, b)
                        : Character.isSurrogate(a) ? 1 : -1;
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
