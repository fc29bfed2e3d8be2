// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.inventory;

import io.centossrv.jinja.value.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the literals of Python that inventories have as values: numbers, texts, lists, tuples, dicts, True, None. */
final class PythonLiteral {
    private static final int DEEPEST = 30;
    private static final Pattern NUMBER = Pattern.compile("[-+]?(?:0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+"
            + "|(?:[0-9][0-9_]*)?\\.[0-9]+(?:[eE][-+]?[0-9]+)?|[0-9][0-9_]*\\.?(?:[eE][-+]?[0-9]+)?)");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*");
    private static final Pattern WHOLE = Pattern.compile("[-+]?(?:0|[1-9][0-9_]*|0[0_]*)");

    private final String text;
    private int at;

    private PythonLiteral(String text) {
        this.text = text;
    }

    /** Returns the value of a literal, or else the text itself; the value may be null. */
    static Object of(String text) {
        PythonLiteral literal = new PythonLiteral(text.strip());
        try {
            Object value = literal.top();
            return literal.at == literal.text.length() ? value : text;
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // Ansible takes for a text what is no literal.
            return text;
        }
    }

    private Object top() {
        Object first = value(0);
        blanks();
        if (at == text.length() || text.charAt(at) != ',') {
            return first;
        }
        List<Object> items = new ArrayList<>();
        items.add(first);
        while (at < text.length() && text.charAt(at) == ',') {
            at++;
            blanks();
            if (at < text.length()) {
                items.add(value(0));
                blanks();
            }
        }
        return Tuple.of(items);
    }

    private Object value(int depth) {
        blanks();
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("too deep");
        }
        char c = text.charAt(at);
        if (c == '[') {
            return list(']', depth);
        }
        if (c == '(') {
            int start = at;
            List<Object> items = list(')', depth);
            boolean comma = text.substring(start, at).contains(",");
            return items.size() == 1 && !comma ? items.get(0) : Tuple.of(items);
        }
        if (c == '{') {
            return dict(depth);
        }
        if (c == '"' || c == '\'') {
            return quoted(c);
        }
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (number.lookingAt()) {
            at = number.end();
            return number(number.group());
        }
        Matcher word = WORD.matcher(text).region(at, text.length());
        if (word.lookingAt()) {
            at = word.end();
            return word(word.group()).orElse(null);
        }
        throw new IllegalArgumentException("no literal");
    }

    private static Optional<Object> word(String word) {
        return switch (word) {
            case "True" -> Optional.of(true);
            case "False" -> Optional.of(false);
            case "None" -> Optional.empty();
            default -> throw new IllegalArgumentException("no literal");
        };
    }

    private static Object number(String text) {
        String digits = text.replace("_", "");
        String bare = digits.replaceFirst("^[-+]", "");
        if (bare.matches("0[xXoObB].*")) {
            int radix = "xX".indexOf(bare.charAt(1)) >= 0 ? 16 : "oO".indexOf(bare.charAt(1)) >= 0 ? 8 : 2;
            BigInteger value = new BigInteger(bare.substring(2), radix);
            return whole(digits.startsWith("-") ? value.negate() : value);
        }
        if (WHOLE.matcher(text).matches()) {
            return whole(new BigInteger(digits));
        }
        if (bare.indexOf('.') < 0 && bare.indexOf('e') < 0 && bare.indexOf('E') < 0) {
            throw new IllegalArgumentException("no number begins with 0");
        }
        return Double.valueOf(digits);
    }

    private static Object whole(BigInteger value) {
        return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
    }

    private List<Object> list(char close, int depth) {
        List<Object> items = new ArrayList<>();
        at++;
        blanks();
        while (text.charAt(at) != close) {
            items.add(value(depth + 1));
            separator(close);
        }
        at++;
        return items;
    }

    private Object dict(int depth) {
        Map<Object, Object> map = new LinkedHashMap<>();
        at++;
        blanks();
        while (text.charAt(at) != '}') {
            Object key = value(depth + 1);
            blanks();
            if (text.charAt(at++) != ':') {
                throw new IllegalArgumentException("no dict");
            }
            map.put(key, value(depth + 1));
            separator('}');
        }
        at++;
        return map;
    }

    private void separator(char close) {
        blanks();
        if (text.charAt(at) == ',') {
            at++;
            blanks();
        } else if (text.charAt(at) != close) {
            throw new IllegalArgumentException("no list");
        }
    }

    private String quoted(char quote) {
        StringBuilder content = new StringBuilder();
        at++;
        while (text.charAt(at) != quote) {
            char c = text.charAt(at++);
            if (c != '\\') {
                content.append(c);
                continue;
            }
            char escaped = text.charAt(at++);
            int known = "nrt\\'\"0ab".indexOf(escaped);
            content.append(known < 0 ? "\\" + escaped : String.valueOf("\n\r\t\\'\"\0\u0007\b".charAt(known)));
        }
        at++;
        return content.toString();
    }

    private void blanks() {
        while (at < text.length() && " \t".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }
}
