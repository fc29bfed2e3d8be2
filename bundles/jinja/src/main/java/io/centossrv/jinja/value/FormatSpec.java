// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.value;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.error.LimitExceeded;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A format such as {@code *>+#010,.2f}.
 *
 * @see <a href="https://docs.python.org/3/library/string.html#formatspec">Python, Format Specification Mini-Language</a>
 */
public record FormatSpec(
        String fill,
        char align,
        char sign,
        boolean alternate,
        int width,
        Optional<Character> grouping,
        Optional<Integer> precision,
        char type) {
    private static final int MOST_WIDTH = 1 << 20;
    private static final Pattern FORM = Pattern.compile(
            "(?:(.)?([<>=^]))?([-+ ])?(#)?(0)?(\\d{1,9})?([,_])?(?:\\.(\\d{1,9}))?([bcdeEfFgGnosxX%])?",
            Pattern.DOTALL);

    /** Reads a format for a value of a type. */
    public static FormatSpec parse(String text, Object value) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw EvaluationError.value(
                    "Invalid format specifier '" + text + "' for object of type '" + Types.name(value) + "'");
        }
        boolean zero = form.group(5) != null;
        boolean number = Numbers.isNumber(value) && !"s".equals(form.group(9));
        String fill = form.group(1) != null ? form.group(1) : zero && form.group(2) == null ? "0" : " ";
        char align = form.group(2) != null ? form.group(2).charAt(0) : zero ? '=' : number ? '>' : '<';
        return new FormatSpec(
                fill,
                align == '=' && !number ? '<' : align,
                form.group(3) == null ? '-' : form.group(3).charAt(0),
                form.group(4) != null,
                bounded(form.group(6)).orElse(0),
                Optional.ofNullable(form.group(7)).map(mark -> mark.charAt(0)),
                bounded(form.group(8)),
                form.group(9) == null ? 0 : form.group(9).charAt(0));
    }

    /** Returns this with another width, and how it is filled. */
    public FormatSpec withWidth(String otherFill, char otherAlign, int otherWidth) {
        return new FormatSpec(otherFill, otherAlign, sign, alternate, otherWidth, grouping, precision, type);
    }

    private static Optional<Integer> bounded(String digits) {
        if (digits == null) {
            return Optional.empty();
        }
        int number = Integer.parseInt(digits);
        if (number > MOST_WIDTH) {
            throw new LimitExceeded("a format wider than " + MOST_WIDTH);
        }
        return Optional.of(number);
    }

    /** Returns a value in this format. */
    public String format(Object value) {
        if (Numbers.isNumber(value) && !(value instanceof Boolean && type == 0) && type != 's') {
            boolean real = value instanceof Double || (type != 0 && "eEfFgG%".indexOf(type) >= 0);
            return real ? formatReal(Numbers.real(value), value) : formatInteger(Numbers.integer(value), value);
        }
        if (type != 0 && type != 's') {
            throw EvaluationError.value(
                    "Unknown format code '" + type + "' for object of type '" + Types.name(value) + "'");
        }
        String text = Text.of(value);
        int length = text.codePointCount(0, text.length());
        if (precision.isPresent() && precision.get() < length) {
            text = text.substring(0, text.offsetByCodePoints(0, precision.get()));
        }
        return padded("", text);
    }

    private String formatInteger(BigInteger value, Object original) {
        if (type == 'c') {
            return padded("", Character.toString(value.intValue()));
        }
        int radix = type == 'b' ? 2 : type == 'o' ? 8 : type == 'x' || type == 'X' ? 16 : 10;
        if (type == 's') {
            throw EvaluationError.value("Unknown format code 's' for object of type '" + Types.name(original) + "'");
        }
        String digits = value.abs().toString(radix);
        String prefix = alternate && radix != 10 ? (radix == 2 ? "0b" : radix == 8 ? "0o" : "0x") : "";
        if (type == 'X') {
            digits = digits.toUpperCase(Locale.ROOT);
            prefix = prefix.toUpperCase(Locale.ROOT);
        }
        return padded(signOf(value.signum() < 0) + prefix, grouped(digits, radix == 10 ? 3 : 4));
    }

    private String formatReal(double value, Object original) {
        boolean negative = value < 0 || (value == 0 && 1 / value < 0);
        String sign = signOf(negative);
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            String word = Double.isNaN(value) ? "nan" : "inf";
            return padded(
                    Double.isNaN(value) ? signOf(false) : sign,
                    type == 'F' || type == 'E' || type == 'G' ? word.toUpperCase(Locale.ROOT) : word);
        }
        double size = Math.abs(value);
        String digits =
                switch (type) {
                    case 'f', 'F' -> fixed(size, precision.orElse(6));
                    case '%' -> fixed(size * 100, precision.orElse(6)) + "%";
                    case 'e', 'E' -> scientific(size, precision.orElse(6));
                    case 'g', 'G', 'n' -> general(size, Math.max(1, precision.orElse(6)), alternate);
                    case 0 ->
                        precision.isPresent()
                                ? withPoint(general(size, Math.max(1, precision.get()), false))
                                : Reals.repr(size);
                    default ->
                        throw EvaluationError.value(
                                "Unknown format code '" + type + "' for object of type '" + Types.name(original) + "'");
                };
        if (type == 'E' || type == 'G') {
            digits = digits.toUpperCase(Locale.ROOT);
        }
        int point = digits.indexOf('.') < 0 ? digits.length() : digits.indexOf('.');
        String whole = digits.substring(0, point);
        return padded(
                sign,
                whole.chars().allMatch(Character::isDigit) ? grouped(whole, 3) + digits.substring(point) : digits);
    }

    /** Returns a number with so many digits after the point. */
    public static String fixed(double value, int digits) {
        return new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
    }

    /** Returns a number as {@code d.ddde+dd} with so many digits after the point. */
    public static String scientific(double value, int digits) {
        if (value == 0) {
            return "0" + (digits == 0 ? "" : "." + "0".repeat(digits)) + "e+00";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits + 1, RoundingMode.HALF_EVEN));
        String all = rounded.unscaledValue().toString();
        int exponent = all.length() - rounded.scale() - 1;
        all = all + "0".repeat(Math.max(0, digits + 1 - all.length()));
        String mantissa = digits == 0 ? all.substring(0, 1) : all.charAt(0) + "." + all.substring(1, digits + 1);
        return mantissa + "e" + (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    }

    /** Returns a number with so many significant digits, in the shorter of both forms. */
    public static String general(double value, int digits, boolean keepZeros) {
        if (value == 0) {
            return keepZeros && digits > 1 ? "0." + "0".repeat(digits - 1) : "0";
        }
        String science = scientific(value, digits - 1);
        int exponent = Integer.parseInt(science.substring(science.indexOf('e') + 1));
        if (exponent < -4 || exponent >= digits) {
            String mantissa = science.substring(0, science.indexOf('e'));
            return (keepZeros ? mantissa : stripped(mantissa)) + science.substring(science.indexOf('e'));
        }
        String plain = fixed(value, Math.max(0, digits - 1 - exponent));
        return keepZeros ? plain : stripped(plain);
    }

    private static String stripped(String digits) {
        return digits.indexOf('.') < 0 ? digits : digits.replaceAll("0+$", "").replaceAll("\\.$", "");
    }

    private static String withPoint(String digits) {
        return digits.indexOf('.') < 0 && digits.indexOf('e') < 0 ? digits + ".0" : digits;
    }

    private String signOf(boolean negative) {
        return negative ? "-" : sign == '-' ? "" : String.valueOf(sign);
    }

    private String grouped(String digits, int size) {
        if (grouping.isEmpty()) {
            return digits;
        }
        StringBuilder out = new StringBuilder(digits);
        for (int at = digits.length() - size; at > 0; at -= size) {
            out.insert(at, grouping.get());
        }
        return out.toString();
    }

    private String padded(String prefix, String text) {
        int missing = width - prefix.length() - text.codePointCount(0, text.length());
        if (missing <= 0) {
            return prefix + text;
        }
        return switch (align) {
            case '<' -> prefix + text + Text.repeated(fill, missing);
            case '=' -> prefix + Text.repeated(fill, missing) + text;
            case '^' -> Text.repeated(fill, missing / 2) + prefix + text + Text.repeated(fill, missing - missing / 2);
            default -> Text.repeated(fill, missing) + prefix + text;
        };
    }
}
