// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.text;

import io.centossrv.jinja.value.Arithmetic;
import io.centossrv.jinja.value.Items;
import io.centossrv.jinja.value.Numbers;
import io.centossrv.jinja.value.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a literal as Python's {@code ast.literal_eval}. */
public final class PythonLiteral {
    private static final int MOST_DEPTH = 90;
    private static final Pattern NUMBER =
            Pattern.compile("\\G(?:0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+"
                    + "|(?:\\d(?:_?\\d)*)?\\.\\d(?:_?\\d)*(?:[eE][+-]?\\d+)?|\\d(?:_?\\d)*\\.?(?:[eE][+-]?\\d+)?)");
    private static final Pattern WORD = Pattern.compile("\\G[A-Za-z_]\\w*");

    private static final Map<String, Value> WORDS =
            Map.of("True", new Value(true), "False", new Value(false), "None", new Value(null));
    private static final Map<String, Value> JSON_WORDS =
            Map.of("true", new Value(true), "false", new Value(false), "null", new Value(null));

    private final String text;
    private final boolean json;
    private int at;

    private PythonLiteral(String text, boolean json) {
        this.text = text;
        this.json = json;
    }

    /**
     * A literal's value.
     *
     * @param value may be null, which is None
     */
    public record Value(Object value) {}

    /** Returns the value of a text; empty where it is no literal. Commas outside of all brackets make a tuple. */
    public static Optional<Value> read(String text) {
        return new PythonLiteral(text, false).whole();
    }

    /** Returns the value of a text in which JSON's {@code true}, {@code false} and {@code null} are literals too. */
    public static Optional<Value> readWithJson(String text) {
        return new PythonLiteral(text, true).whole();
    }

    private Optional<Value> whole() {
        try {
            Object first = value(0);
            blanks();
            Object value = isNext(',') ? bareTuple(first) : first;
            return at == text.length() ? Optional.of(new Value(value)) : Optional.empty();
        } catch (NoLiteral e) {
            return Optional.empty();
        }
    }

    private Object bareTuple(Object first) {
        List<Object> elements = new ArrayList<>();
        elements.add(first);
        while (taken(',')) {
            blanks();
            if (at < text.length()) {
                elements.add(value(0));
                blanks();
            }
        }
        return Tuple.of(elements);
    }

    private Object value(int depth) {
        if (depth > MOST_DEPTH) {
            throw new NoLiteral();
        }
        blanks();
        char c = at < text.length() ? text.charAt(at) : 0;
        return switch (c) {
            case '[' -> elements(']', depth);
            case '(' -> parentheses(depth);
            case '{' -> braces(depth);
            case '-', '+' -> signed(c == '-', depth);
            default -> isString() ? strings() : scalar();
        };
    }

    private Object signed(boolean minus, int depth) {
        at++;
        Object operand = value(depth + 1);
        if (!Numbers.isNumber(operand) || operand instanceof Boolean) {
            throw new NoLiteral();
        }
        return minus ? Arithmetic.negate(operand) : operand;
    }

    private Object scalar() {
        Matcher word = WORD.matcher(text);
        if (word.find(at)) {
            at = word.end();
            return word(word.group());
        }
        Matcher number = NUMBER.matcher(text);
        if (!number.find(at) || number.end() == at) {
            throw new NoLiteral();
        }
        at = number.end();
        if (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
            throw new NoLiteral();
        }
        return number(number.group().replace("_", ""));
    }

    private Object word(String word) {
        Value value = WORDS.getOrDefault(word, json ? JSON_WORDS.get(word) : null);
        if (value == null) {
            throw new NoLiteral();
        }
        return value.value();
    }

    private static Object number(String digits) {
        String lower = digits.toLowerCase(java.util.Locale.ROOT);
        if (lower.startsWith("0x")) {
            return Numbers.of(new BigInteger(lower.substring(2), 16));
        }
        if (lower.startsWith("0o")) {
            return Numbers.of(new BigInteger(lower.substring(2), 8));
        }
        if (lower.startsWith("0b")) {
            return Numbers.of(new BigInteger(lower.substring(2), 2));
        }
        if (lower.indexOf('.') >= 0 || lower.indexOf('e') >= 0) {
            return Double.parseDouble(lower);
        }
        boolean octal = lower.length() > 1 && lower.charAt(0) == '0' && !lower.matches("0+");
        if (octal || lower.length() > 4300) {
            throw new NoLiteral();
        }
        return Numbers.of(new BigInteger(lower));
    }

    private boolean isString() {
        int i = at;
        while (i < text.length() && i < at + 2 && "uUrRbB".indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        return i < text.length() && (text.charAt(i) == '\'' || text.charAt(i) == '"');
    }

    private Object strings() {
        StringBuilder all = new StringBuilder();
        while (isString()) {
            all.append(string());
            blanks();
        }
        return all.toString();
    }

    private String string() {
        boolean raw = false;
        while (text.charAt(at) != '\'' && text.charAt(at) != '"') {
            char prefix = Character.toLowerCase(text.charAt(at++));
            raw |= prefix == 'r';
            if (prefix == 'b') {
                throw new NoLiteral();
            }
        }
        char quote = text.charAt(at);
        String triple = String.valueOf(quote).repeat(3);
        boolean isTriple = text.startsWith(triple, at);
        String end = isTriple ? triple : String.valueOf(quote);
        int begin = at + end.length();
        int i = begin;
        while (i < text.length() && !text.startsWith(end, i)) {
            if (text.charAt(i) == '\n' && !isTriple) {
                throw new NoLiteral();
            }
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        if (i >= text.length()) {
            throw new NoLiteral();
        }
        at = i + end.length();
        String body = text.substring(begin, i);
        return raw ? body : Escapes.resolve(body).orElseThrow(NoLiteral::new);
    }

    private List<Object> elements(char end, int depth) {
        List<Object> elements = new ArrayList<>();
        at++;
        blanks();
        while (!taken(end)) {
            elements.add(value(depth + 1));
            blanks();
            if (!taken(',') && !isNext(end)) {
                throw new NoLiteral();
            }
            blanks();
        }
        return elements;
    }

    private Object parentheses(int depth) {
        int begin = at;
        List<Object> elements = elements(')', depth);
        boolean comma = text.substring(begin, at - 1).stripTrailing().endsWith(",");
        return elements.size() == 1 && !comma ? elements.get(0) : Tuple.of(elements);
    }

    private Object braces(int depth) {
        at++;
        blanks();
        if (taken('}')) {
            return new LinkedHashMap<>();
        }
        Object first = value(depth + 1);
        blanks();
        if (!isNext(':')) {
            return set(first, depth);
        }
        Map<Object, Object> dict = new LinkedHashMap<>();
        Object key = first;
        while (true) {
            if (key instanceof Map || Items.isList(key) || !taken(':')) {
                throw new NoLiteral();
            }
            dict.put(Items.keyOf(dict, key), value(depth + 1));
            blanks();
            boolean more = taken(',');
            blanks();
            if (taken('}')) {
                return dict;
            }
            if (!more) {
                throw new NoLiteral();
            }
            key = value(depth + 1);
            blanks();
        }
    }

    private Object set(Object first, int depth) {
        LinkedHashSet<Object> set = new LinkedHashSet<>();
        set.add(first);
        while (!taken('}')) {
            if (!taken(',')) {
                throw new NoLiteral();
            }
            blanks();
            if (!isNext('}')) {
                set.add(value(depth + 1));
                blanks();
            }
        }
        return set;
    }

    private boolean isNext(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    private boolean taken(char c) {
        boolean is = isNext(c);
        if (is) {
            at++;
        }
        return is;
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    /** Says that a text is no literal; has no stack, since it is part of the ordinary way. */
    private static final class NoLiteral extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoLiteral() {
            super("no literal", null, false, false);
        }
    }
}
