// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.value;

import io.centossrv.jinja.error.EvaluationError;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code '%s of %(name)05.1f' % values}.
 *
 * @see <a href="https://docs.python.org/3/library/stdtypes.html#printf-style-string-formatting">Python, printf-style</a>
 */
public final class PercentFormat {
    private static final Pattern CONVERSION = Pattern.compile(
            "%(?:\\(([^()]*)\\))?([#0 +-]*)(\\*|\\d{1,6})?(?:\\.(\\*|\\d{1,6}))?[hlL]?(.)?", Pattern.DOTALL);

    private final String format;
    private final Object values;
    private int used;

    private PercentFormat(String format, Object values) {
        this.format = format;
        this.values = values;
    }

    /** Formats values: a tuple's one by one, a dict's by name, any other as the only one. */
    public static String format(String format, Object values) {
        return new PercentFormat(format, values).run();
    }

    private String run() {
        Matcher conversion = CONVERSION.matcher(format);
        StringBuilder out = new StringBuilder();
        int last = 0;
        boolean named = false;
        while (conversion.find()) {
            out.append(format, last, conversion.start());
            last = conversion.end();
            if (conversion.group(5) == null) {
                throw EvaluationError.value("incomplete format");
            }
            if (conversion.group(5).equals("%")) {
                out.append('%');
            } else {
                named |= conversion.group(1) != null;
                out.append(convert(conversion));
            }
        }
        if (!named && !(values instanceof Map) && used < count()) {
            throw EvaluationError.type("not all arguments converted during string formatting");
        }
        return out.append(format.substring(last)).toString();
    }

    private int count() {
        return values instanceof Tuple tuple ? tuple.size() : 1;
    }

    private String convert(Matcher conversion) {
        String flags = conversion.group(2);
        int width = number(conversion.group(3)).orElse(0);
        Optional<Integer> precision = number(conversion.group(4));
        if (width < 0) {
            flags += "-";
            width = -width;
        }
        Object value = conversion.group(1) != null ? byName(conversion.group(1)) : next();
        char type = conversion.group(5).charAt(0);
        boolean left = flags.indexOf('-') >= 0;
        boolean numeric = "diouxXeEfFgG".indexOf(type) >= 0;
        boolean zero = numeric && !left && flags.indexOf('0') >= 0;
        char sign = flags.indexOf('+') >= 0 ? '+' : flags.indexOf(' ') >= 0 ? ' ' : '-';
        FormatSpec spec = new FormatSpec(
                zero ? "0" : " ",
                left ? '<' : zero ? '=' : '>',
                sign,
                flags.indexOf('#') >= 0,
                width,
                Optional.empty(),
                numeric && "eEfFgG".indexOf(type) < 0 ? Optional.empty() : precision,
                numeric ? ("iu".indexOf(type) >= 0 ? 'd' : type) : 's');
        return spec.format(converted(value, type));
    }

    private static Object converted(Object value, char type) {
        Undefined.check(value);
        return switch (type) {
            case 's' -> Text.of(value);
            case 'r', 'a' -> Text.repr(value);
            case 'c' -> Numbers.isInteger(value) ? Character.toString(Numbers.index(value)) : Text.of(value);
            case 'd', 'i', 'u', 'o', 'x', 'X' -> integer(value, type);
            case 'e', 'E', 'f', 'F', 'g', 'G' -> real(value);
            default ->
                throw EvaluationError.value(
                        "unsupported format character '" + type + "' (0x" + Integer.toHexString(type) + ")");
        };
    }

    private static Object real(Object value) {
        if (!Numbers.isNumber(value)) {
            throw EvaluationError.type("must be real number, not " + Types.name(value));
        }
        return Numbers.real(value);
    }

    private static Object integer(Object value, char type) {
        boolean decimal = "diu".indexOf(type) >= 0;
        if (value instanceof Double number && decimal) {
            return Numbers.of(new java.math.BigDecimal(number).toBigInteger());
        }
        if (!Numbers.isInteger(value)) {
            throw EvaluationError.type("%" + type + " format: " + (decimal ? "a real number" : "an integer")
                    + " is required, not " + Types.name(value));
        }
        BigInteger integer = Numbers.integer(value);
        return Numbers.of(integer);
    }

    private Optional<Integer> number(String text) {
        if (text == null) {
            return Optional.empty();
        }
        return Optional.of(text.equals("*") ? Numbers.index(next()) : Integer.parseInt(text));
    }

    private Object byName(String name) {
        if (!(values instanceof Map<?, ?> map)) {
            throw EvaluationError.type("format requires a mapping");
        }
        return Items.find(map, name)
                .orElseThrow(() -> EvaluationError.lookup(Text.quoted(name)))
                .value();
    }

    private Object next() {
        List<?> all = values instanceof Tuple tuple ? tuple : Tuple.of(java.util.Collections.singletonList(values));
        if (used >= all.size()) {
            throw EvaluationError.type("not enough arguments for format string");
        }
        return all.get(used++);
    }
}
