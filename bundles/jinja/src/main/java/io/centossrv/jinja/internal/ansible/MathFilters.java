// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.ansible;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.spi.Evaluation;
import io.centossrv.jinja.spi.Filter;
import io.centossrv.jinja.value.CallArguments;
import io.centossrv.jinja.value.FormatSpec;
import io.centossrv.jinja.value.Numbers;
import io.centossrv.jinja.value.Signature;
import io.centossrv.jinja.value.Text;
import io.centossrv.jinja.value.Truth;
import io.centossrv.jinja.value.Types;
import io.centossrv.jinja.value.Undefined;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Filters of logarithms and sizes. */
final class MathFilters {
    private static final String UNITS = "BKMGTPEZY";
    private static final Pattern SIZE = Pattern.compile("(?i)\\s*(\\d*\\.?\\d*)\\s*([A-Za-z]+)?");
    private static final Signature LOG = Signature.of("logarithm", "base=");
    private static final Signature POW = Signature.of("power", "y");
    private static final Signature READABLE = Signature.of("human_readable", "isbits=", "unit=");
    private static final Signature BYTES = Signature.of("human_to_bytes", "default_unit=", "isbits=");

    private MathFilters() {}

    static Map<String, Filter> all() {
        return Map.of(
                "log", MathFilters::log,
                "pow", MathFilters::pow,
                "root", MathFilters::root,
                "human_readable", MathFilters::readable,
                "human_to_bytes", MathFilters::bytes);
    }

    private static double number(Object value, String filter) {
        Undefined.check(value);
        if (!Numbers.isNumber(value)) {
            throw EvaluationError.type(
                    filter + "() can only be used on numbers: must be real number, not " + Types.name(value));
        }
        return Numbers.real(value);
    }

    private static Object log(Object value, CallArguments arguments, Evaluation evaluation) {
        double number = number(value, "log");
        double base = number(LOG.bind(arguments).get("base", Math.E), "log");
        if (number <= 0 || base <= 0) {
            throw EvaluationError.value("math domain error");
        }
        return base == 10 ? Math.log10(number) : base == Math.E ? Math.log(number) : Math.log(number) / Math.log(base);
    }

    private static Object pow(Object value, CallArguments arguments, Evaluation evaluation) {
        double power = Math.pow(number(value, "pow"), number(POW.bind(arguments).get("y"), "pow"));
        if (Double.isInfinite(power)) {
            throw EvaluationError.arithmetic("math range error");
        }
        return power;
    }

    private static Object root(Object value, CallArguments arguments, Evaluation evaluation) {
        double number = number(value, "root");
        double base = number(LOG.bind(arguments).get("base", 2L), "root");
        if (number < 0 || base == 0) {
            throw EvaluationError.type("root() can only be used on numbers: math domain error");
        }
        return base == 2 ? Math.sqrt(number) : Math.pow(number, 1 / base);
    }

    private static Object readable(Object value, CallArguments arguments, Evaluation evaluation) {
        Signature.Bound bound = READABLE.bind(arguments);
        boolean bits = bound.truth("isbits", false);
        String base = bits ? "bits" : "Bytes";
        double size = number(value, "human_readable");
        Object wanted = bound.get("unit");
        int exponent = 0;
        for (int i = UNITS.length() - 1; i > 0; i--) {
            boolean fits = wanted == null
                    ? size >= Math.pow(1024, i)
                    : Text.of(wanted).toUpperCase(Locale.ROOT).charAt(0) == UNITS.charAt(i);
            if (fits) {
                exponent = i;
                break;
            }
        }
        String unit = exponent == 0 ? base : UNITS.charAt(exponent) + (bits ? "b" : "B");
        return FormatSpec.fixed(size / Math.pow(1024, exponent), 2) + " " + unit;
    }

    private static Object bytes(Object value, CallArguments arguments, Evaluation evaluation) {
        Signature.Bound bound = BYTES.bind(arguments);
        boolean bits = bound.truth("isbits", false);
        String text = Text.of(value);
        Matcher size = SIZE.matcher(text);
        if (!size.lookingAt() || !size.group(1).matches("\\d+\\.?\\d*|\\.\\d+")) {
            throw unreadable(text);
        }
        String unit = size.group(2) == null ? "" : size.group(2);
        if (unit.isEmpty() && Truth.of(bound.get("default_unit"))) {
            unit = Text.of(bound.get("default_unit"));
        }
        BigDecimal number = new BigDecimal(size.group(1));
        return number.multiply(factor(unit, bits, text))
                .setScale(0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }

    private static BigDecimal factor(String unit, boolean bits, String text) {
        if (unit.isEmpty()) {
            return BigDecimal.ONE;
        }
        int exponent = UNITS.indexOf(Character.toUpperCase(unit.charAt(0)));
        if (exponent < 0) {
            throw unreadable(text);
        }
        boolean named = unit.toLowerCase(Locale.ROOT).contains(bits ? "bit" : "byte");
        if (unit.length() > 1 && !named && unit.charAt(1) != (bits ? 'b' : 'B')) {
            throw unreadable(text);
        }
        return BigDecimal.valueOf(1024).pow(exponent);
    }

    private static EvaluationError unreadable(String text) {
        return EvaluationError.value("human_to_bytes() can't interpret following string: " + text);
    }
}
