// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.text;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.error.LimitExceeded;
import io.centossrv.jinja.value.Numbers;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads JSON as Python's {@code json.loads}, with {@code NaN} and {@code Infinity}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a>
 */
public final class JsonReader {
    private static final int MOST_DEPTH = 200;
    private static final Pattern NUMBER = Pattern.compile("\\G-?(?:0|[1-9]\\d*)(\\.\\d+)?([eE][-+]?\\d+)?");

    private final String text;
    private int at;

    private JsonReader(String text) {
        this.text = text;
    }

    /** Returns the value of a text; throws with the place where it is no JSON. */
    public static Object read(String text) {
        JsonReader reader = new JsonReader(text);
        Object value = reader.value(0);
        reader.blanks();
        if (reader.at < text.length()) {
            throw reader.fail("Extra data");
        }
        return value;
    }

    private Object value(int depth) {
        if (depth > MOST_DEPTH) {
            throw new LimitExceeded("JSON is nested deeper than " + MOST_DEPTH);
        }
        blanks();
        char c = at < text.length() ? text.charAt(at) : 0;
        return switch (c) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            default -> literal();
        };
    }

    private Object literal() {
        Object[][] words = {
            {"null", null},
            {"true", true},
            {"false", false},
            {"NaN", Double.NaN},
            {"Infinity", Double.POSITIVE_INFINITY},
            {"-Infinity", Double.NEGATIVE_INFINITY}
        };
        for (Object[] word : words) {
            if (text.startsWith((String) word[0], at)) {
                at += ((String) word[0]).length();
                return word[1];
            }
        }
        Matcher number = NUMBER.matcher(text);
        if (!number.find(at)) {
            throw fail("Expecting value");
        }
        at = number.end();
        boolean real = number.group(1) != null || number.group(2) != null;
        return real ? (Object) Double.parseDouble(number.group()) : Numbers.of(new BigInteger(number.group()));
    }

    private List<Object> array(int depth) {
        List<Object> elements = new ArrayList<>();
        at++;
        blanks();
        if (taken(']')) {
            return elements;
        }
        do {
            elements.add(value(depth + 1));
            blanks();
        } while (taken(','));
        expect(']', "Expecting ',' delimiter");
        return elements;
    }

    private Map<Object, Object> object(int depth) {
        Map<Object, Object> members = new LinkedHashMap<>();
        at++;
        blanks();
        if (taken('}')) {
            return members;
        }
        do {
            blanks();
            if (at >= text.length() || text.charAt(at) != '"') {
                throw fail("Expecting property name enclosed in double quotes");
            }
            String name = string();
            blanks();
            expect(':', "Expecting ':' delimiter");
            members.put(name, value(depth + 1));
            blanks();
        } while (taken(','));
        expect('}', "Expecting ',' delimiter");
        return members;
    }

    private String string() {
        StringBuilder out = new StringBuilder();
        int begin = at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return out.toString();
            }
            if (c < 0x20) {
                throw fail("Invalid control character");
            }
            if (c == '\\') {
                escape(out);
            } else {
                out.append(c);
            }
        }
        at = begin;
        throw fail("Unterminated string");
    }

    private void escape(StringBuilder out) {
        char c = at < text.length() ? text.charAt(at++) : 0;
        int known = "\"\\/bfnrt".indexOf(c);
        if (known >= 0 && c != 0) {
            out.append("\"\\/\b\f\n\r\t".charAt(known));
        } else if (c == 'u'
                && at + 4 <= text.length()
                && text.substring(at, at + 4).matches("[0-9a-fA-F]{4}")) {
            out.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
            at += 4;
        } else {
            throw fail("Invalid \\escape");
        }
    }

    private boolean taken(char c) {
        boolean is = at < text.length() && text.charAt(at) == c;
        if (is) {
            at++;
        }
        return is;
    }

    private void expect(char c, String message) {
        if (!taken(c)) {
            throw fail(message);
        }
    }

    private void blanks() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private EvaluationError fail(String message) {
        int line = (int) text.substring(0, Math.min(at, text.length()))
                        .chars()
                        .filter(c -> c == '\n')
                        .count()
                + 1;
        int column = at - text.lastIndexOf('\n', Math.max(0, at - 1));
        return EvaluationError.value(message + ": line " + line + " column " + column + " (char " + at + ")");
    }
}
