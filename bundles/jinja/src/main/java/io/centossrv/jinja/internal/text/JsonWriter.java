// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.text;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.error.LimitExceeded;
import io.centossrv.jinja.value.Comparison;
import io.centossrv.jinja.value.Instance;
import io.centossrv.jinja.value.Numbers;
import io.centossrv.jinja.value.Reals;
import io.centossrv.jinja.value.Types;
import io.centossrv.jinja.value.Undefined;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * JSON as Python's {@code json.dumps} writes it.
 *
 * @param indent what a level is indented by; without it all is on one line
 * @param ascii whether other characters are escaped
 */
public record JsonWriter(
        Optional<String> indent, String itemSeparator, String keySeparator, boolean sortKeys, boolean ascii) {
    private static final int MOST_DEPTH = 200;

    /** Returns a value as JSON; throws where it holds what JSON has no word for. */
    public String write(Object value) {
        StringBuilder out = new StringBuilder();
        write(value, 0, out);
        return out.toString();
    }

    private void write(Object value, int depth, StringBuilder out) {
        if (depth > MOST_DEPTH) {
            throw new LimitExceeded("a value is nested deeper than " + MOST_DEPTH + ", or holds itself");
        }
        Undefined.check(value);
        if (value == null) {
            out.append("null");
        } else if (value instanceof CharSequence text) {
            quote(text, out);
        } else if (value instanceof Boolean || Numbers.isInteger(value)) {
            out.append(value);
        } else if (value instanceof Double number) {
            out.append(real(number));
        } else if (value instanceof Map<?, ?> map) {
            writeMap(map, depth, out);
        } else if (value instanceof Collection<?> items) {
            writeList(items, depth, out);
        } else if (value instanceof Instance instance && instance.typeName().startsWith("date")) {
            quote(instance.str().replace(' ', 'T'), out);
        } else {
            throw EvaluationError.type("Object of type " + Types.name(value) + " is not JSON serializable");
        }
    }

    private static String real(double number) {
        if (Double.isNaN(number)) {
            return "NaN";
        }
        return Double.isInfinite(number) ? (number > 0 ? "Infinity" : "-Infinity") : Reals.repr(number);
    }

    private void writeList(Collection<?> items, int depth, StringBuilder out) {
        if (items.isEmpty()) {
            out.append("[]");
            return;
        }
        out.append('[');
        boolean first = true;
        for (Object item : items) {
            out.append(first ? "" : itemSeparator);
            line(depth + 1, out);
            write(item, depth + 1, out);
            first = false;
        }
        line(depth, out);
        out.append(']');
    }

    private void writeMap(Map<?, ?> map, int depth, StringBuilder out) {
        if (map.isEmpty()) {
            out.append("{}");
            return;
        }
        List<Object> keys = new ArrayList<>(map.keySet());
        if (sortKeys) {
            keys.sort((left, right) -> Comparison.compare(left, right, "<"));
        }
        out.append('{');
        boolean first = true;
        for (Object key : keys) {
            out.append(first ? "" : itemSeparator);
            line(depth + 1, out);
            quote(keyText(key), out);
            out.append(keySeparator);
            write(map.get(key), depth + 1, out);
            first = false;
        }
        line(depth, out);
        out.append('}');
    }

    private static String keyText(Object key) {
        if (key == null) {
            return "null";
        }
        if (key instanceof Boolean || Numbers.isInteger(key) || key instanceof CharSequence) {
            return key.toString();
        }
        if (key instanceof Double number) {
            return real(number);
        }
        throw EvaluationError.type("keys must be str, int, float, bool or None, not " + Types.name(key));
    }

    private void line(int depth, StringBuilder out) {
        indent.ifPresent(unit -> out.append('\n').append(unit.repeat(depth)));
    }

    private void quote(CharSequence text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (c < 0x20 || (ascii && c > 0x7e)) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
