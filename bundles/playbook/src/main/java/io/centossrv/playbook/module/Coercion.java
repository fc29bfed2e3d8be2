// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.module;

import io.centossrv.playbook.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Ansible's coercions (ansible-core 2.14, module_utils/common/validation). */
final class Coercion {
    private static final Set<String> TRUE = Set.of("y", "yes", "on", "1", "true", "t", "1.0");
    private static final Set<String> FALSE = Set.of("n", "no", "off", "0", "false", "f", "0.0");
    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+(_[0-9]+)*");

    private final UnaryOperator<String> expand;

    Coercion(UnaryOperator<String> expand) {
        this.expand = expand;
    }

    Object coerce(ArgumentOption option, Object value) {
        Object right = coerce(option.type(), value);
        if (right instanceof List<?> list && option.elements().isPresent()) {
            List<Object> items = new ArrayList<>();
            for (Object item : list) {
                items.add(coerce(option.elements().get(), item == null ? "None" : item));
            }
            return items;
        }
        return right;
    }

    private Object coerce(ArgumentType type, Object value) {
        return switch (type) {
            case STR -> PythonText.text(value);
            case PATH -> expand.apply(PythonText.text(value));
            case INT -> integer(value);
            case BOOL -> flag(value);
            case LIST -> list(value);
            case DICT -> dict(value);
            case RAW, MODE -> value;
        };
    }

    private static Object integer(Object value) {
        if (value instanceof Long) {
            return value;
        }
        if (value instanceof Boolean flag) {
            return flag ? 1L : 0L;
        }
        if (value instanceof String text && INTEGER.matcher(text.strip()).matches()) {
            try {
                return Long.valueOf(text.strip().replace("_", ""));
            } catch (NumberFormatException tooLarge) {
                throw new IllegalArgumentException(PythonText.repr(value) + " is too large", tooLarge);
            }
        }
        throw new IllegalArgumentException(PythonText.repr(value) + " is not a whole number");
    }

    private static Object flag(Object value) {
        if (value instanceof Boolean) {
            return value;
        }
        if (value instanceof String || value instanceof Number) {
            String word = PythonText.text(value).toLowerCase(Locale.ROOT).strip();
            if (TRUE.contains(word)) {
                return true;
            }
            if (FALSE.contains(word)) {
                return false;
            }
        }
        throw new IllegalArgumentException(
                "The value '" + PythonText.text(value) + "' is not a valid boolean: use true or false");
    }

    private static Object list(Object value) {
        if (value instanceof List<?>) {
            return value;
        }
        if (value instanceof String text) {
            return Arrays.asList(text.split(",", -1));
        }
        if (value instanceof Number) {
            return List.of(PythonText.text(value));
        }
        throw new IllegalArgumentException(PythonText.type(value) + " cannot be converted to a list");
    }

    private static Object dict(Object value) {
        if (value instanceof Map<?, ?>) {
            return value;
        }
        if (value instanceof String text && text.startsWith("{")) {
            return Json.readObject(text.getBytes(StandardCharsets.UTF_8));
        }
        if (value instanceof String text && text.contains("=")) {
            return pairs(text);
        }
        throw new IllegalArgumentException(
                value instanceof String
                        ? "dictionary requested, could not parse JSON or key=value"
                        : PythonText.type(value) + " cannot be converted to a dict");
    }

    /** Reads {@code a=b, c='d e'}: pairs between commas or blanks, quotes and backslashes as a shell has them. */
    private static Map<String, Object> pairs(String text) {
        Map<String, Object> pairs = new LinkedHashMap<>();
        StringBuilder field = new StringBuilder();
        char quote = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ',';
            boolean ends = i == text.length() || (quote == 0 && (c == ',' || c == ' '));
            if (ends) {
                addPair(field, pairs);
            } else if (c == '\\' && i + 1 < text.length()) {
                field.append(text.charAt(++i));
            } else if (quote != 0 && c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else {
                field.append(c);
            }
        }
        return pairs;
    }

    private static void addPair(StringBuilder field, Map<String, Object> pairs) {
        int equals = field.indexOf("=");
        if (equals < 0 && !field.isEmpty()) {
            throw new IllegalArgumentException("dictionary requested, could not parse JSON or key=value");
        }
        if (equals >= 0) {
            pairs.put(field.substring(0, equals), field.substring(equals + 1));
        }
        field.setLength(0);
    }
}
