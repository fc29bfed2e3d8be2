// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.engine;

import io.centossrv.jinja.ansible.Templar;
import io.centossrv.jinja.value.Instance;
import io.centossrv.jinja.value.Marked;
import io.centossrv.jinja.value.Text;
import io.centossrv.jinja.value.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Values between templates, modules and results. */
public final class Values {
    private static final Set<String> TRUE = Set.of("y", "yes", "on", "1", "true", "t", "1.0");
    private static final Set<String> FALSE = Set.of("n", "no", "off", "0", "false", "f", "0.0");
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private static final Set<String> PYTHON_WORDS = Set.of(
            "False",
            "None",
            "True",
            "and",
            "as",
            "assert",
            "async",
            "await",
            "break",
            "class",
            "continue",
            "def",
            "del",
            "elif",
            "else",
            "except",
            "finally",
            "for",
            "from",
            "global",
            "if",
            "import",
            "in",
            "is",
            "lambda",
            "nonlocal",
            "not",
            "or",
            "pass",
            "raise",
            "return",
            "try",
            "while",
            "with",
            "yield");

    private Values() {}

    /** Returns a value whose texts that might be templates never are. */
    static Object unsafe(Object value) {
        if (value instanceof CharSequence text) {
            return Templar.isTemplate(text) ? Marked.unsafe(text.toString()) : value;
        }
        if (value instanceof Map<?, ?> map && !(value instanceof LazyMap)) {
            Map<Object, Object> marked = new LinkedHashMap<>();
            map.forEach((key, element) -> marked.put(key, unsafe(element)));
            return marked;
        }
        if (value instanceof List<?> list) {
            List<Object> marked = new ArrayList<>(list.size());
            list.forEach(element -> marked.add(unsafe(element)));
            return value instanceof Tuple ? Tuple.of(marked) : marked;
        }
        return value;
    }

    /** Returns a value as modules and results have it: texts without marks, lists and maps. */
    public static Object plain(Object value) {
        if (value instanceof CharSequence) {
            return value.toString();
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> plain = new LinkedHashMap<>();
            map.forEach((key, element) -> plain.put(plain(key), plain(element)));
            return plain;
        }
        if (value instanceof Collection<?> items) {
            List<Object> plain = new ArrayList<>(items.size());
            items.forEach(item -> plain.add(plain(item)));
            return plain;
        }
        if (value instanceof BigInteger big) {
            return big.bitLength() < 64 ? (Object) big.longValueExact() : big.toString();
        }
        if (value instanceof Instance || value instanceof byte[]) {
            return Text.of(value);
        }
        return value;
    }

    /** Returns a map whose keys are texts. */
    public static Map<String, Object> texts(Map<?, ?> map) {
        Map<String, Object> texts = new LinkedHashMap<>();
        map.forEach((key, value) -> texts.put(Text.of(key), value));
        return texts;
    }

    /** Returns whether a value is one of the words for true; anything that is none of them is false. */
    public static boolean flag(Object value) {
        return value instanceof Boolean truth ? truth : value != null && TRUE.contains(word(value));
    }

    /** Returns a boolean, or throws where a value is no word for one. */
    static boolean strictFlag(String field, Object value) {
        if (value instanceof Boolean truth) {
            return truth;
        }
        if (value != null && TRUE.contains(word(value))) {
            return true;
        }
        if (value != null && FALSE.contains(word(value))) {
            return false;
        }
        throw new TaskFailure("the field '" + field + "' has an invalid value (" + Text.of(value)
                + "), and could not be converted to an bool.");
    }

    static long number(String field, Object value) {
        if (value instanceof Long number) {
            return number;
        }
        if (value instanceof Boolean truth) {
            return truth ? 1 : 0;
        }
        if (value instanceof Double real) {
            return real.longValue();
        }
        try {
            return Long.parseLong(Text.of(value).strip());
        } catch (NumberFormatException e) {
            throw new TaskFailure("the field '" + field + "' has an invalid value (" + Text.of(value)
                    + "), and could not be converted to an int.");
        }
    }

    private static String word(Object value) {
        return Text.of(value).toLowerCase(Locale.ROOT).strip();
    }

    /** Returns whether a text can be a variable's name. */
    public static boolean isIdentifier(String name) {
        return IDENTIFIER.matcher(name).matches() && !PYTHON_WORDS.contains(name);
    }
}
