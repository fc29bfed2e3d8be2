// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.value;

import io.centossrv.jinja.error.EvaluationError;
import java.util.function.BiFunction;

/**
 * {@code '{0[key].name!r:>{width}}'.format(…)}.
 *
 * @see <a href="https://docs.python.org/3/library/string.html#formatstrings">Python, Format String Syntax</a>
 */
public final class BraceFormat {
    private static final int MOST_DEPTH = 2;

    private final CallArguments arguments;
    private final BiFunction<Object, String, Object> attribute;
    private int automatic;

    private BraceFormat(CallArguments arguments, BiFunction<Object, String, Object> attribute) {
        this.arguments = arguments;
        this.attribute = attribute;
    }

    /** Formats arguments; attributes are taken by a function. */
    public static String format(String format, CallArguments arguments, BiFunction<Object, String, Object> attribute) {
        return new BraceFormat(arguments, attribute).run(format, 0);
    }

    private String run(String format, int depth) {
        if (depth > MOST_DEPTH) {
            throw EvaluationError.value("Max string recursion exceeded");
        }
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < format.length()) {
            char c = format.charAt(i);
            boolean doubled = i + 1 < format.length() && format.charAt(i + 1) == c;
            if ((c == '{' || c == '}') && doubled) {
                out.append(c);
                i += 2;
            } else if (c == '}') {
                throw EvaluationError.value("Single '}' encountered in format string");
            } else if (c == '{') {
                int end = closing(format, i);
                out.append(field(format.substring(i + 1, end), depth));
                i = end + 1;
            } else {
                out.append(c);
                i++;
            }
        }
        return out.toString();
    }

    private static int closing(String format, int open) {
        int depth = 0;
        for (int i = open; i < format.length(); i++) {
            depth += format.charAt(i) == '{' ? 1 : format.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw EvaluationError.value(
                open == format.length() - 1
                        ? "Single '{' encountered in format string"
                        : "expected '}' before end of string");
    }

    private String field(String text, int depth) {
        int colon = outside(text, ':');
        String name = colon < 0 ? text : text.substring(0, colon);
        String spec = colon < 0 ? "" : run(text.substring(colon + 1), depth + 1);
        int mark = outside(name, '!');
        String conversion = mark < 0 ? "" : name.substring(mark + 1);
        Object plain = value(mark < 0 ? name : name.substring(0, mark));
        Object value =
                switch (conversion) {
                    case "" -> plain;
                    case "s" -> Text.of(plain);
                    case "r", "a" -> Text.repr(plain);
                    default -> throw EvaluationError.value("Unknown conversion specifier '" + conversion + "'");
                };
        Undefined.check(value);
        if (spec.isEmpty()) {
            return Text.of(value);
        }
        return FormatSpec.parse(spec, value).format(value);
    }

    /** Finds a character that is in no bracket of a field's name. */
    private static int outside(String text, char wanted) {
        boolean inside = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            inside = c == '[' || (inside && c != ']');
            if (c == wanted && !inside) {
                return i;
            }
        }
        return -1;
    }

    private Object value(String name) {
        int end = 0;
        while (end < name.length() && name.charAt(end) != '.' && name.charAt(end) != '[') {
            end++;
        }
        Object value = argument(name.substring(0, end));
        int i = end;
        while (i < name.length()) {
            int next = i + 1;
            if (name.charAt(i) == '.') {
                while (next < name.length() && name.charAt(next) != '.' && name.charAt(next) != '[') {
                    next++;
                }
                value = attribute.apply(value, name.substring(i + 1, next));
                i = next;
            } else {
                next = name.indexOf(']', i);
                if (next < 0) {
                    throw EvaluationError.value("Missing ']' in format string");
                }
                String key = name.substring(i + 1, next);
                Object wanted = key.matches("\\d{1,18}") ? (Object) Long.parseLong(key) : key;
                Object owner = value;
                value = Items.find(owner, wanted)
                        .orElseThrow(() -> EvaluationError.lookup(Text.repr(wanted)))
                        .value();
                i = next + 1;
            }
        }
        return value;
    }

    private Object argument(String name) {
        if (name.isEmpty() || name.matches("\\d{1,9}")) {
            int index = name.isEmpty() ? automatic++ : Integer.parseInt(name);
            if (index >= arguments.positional().size()) {
                throw EvaluationError.lookup("Replacement index " + index + " out of range for positional args tuple");
            }
            return arguments.positional().get(index);
        }
        if (!arguments.named().containsKey(name)) {
            throw EvaluationError.lookup(Text.quoted(name));
        }
        return arguments.named().get(name);
    }
}
