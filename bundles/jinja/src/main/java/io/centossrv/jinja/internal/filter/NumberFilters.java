// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.filter;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.spi.Evaluation;
import io.centossrv.jinja.spi.Filter;
import io.centossrv.jinja.value.Arithmetic;
import io.centossrv.jinja.value.CallArguments;
import io.centossrv.jinja.value.Comparison;
import io.centossrv.jinja.value.FormatSpec;
import io.centossrv.jinja.value.Items;
import io.centossrv.jinja.value.Numbers;
import io.centossrv.jinja.value.Signature;
import io.centossrv.jinja.value.Text;
import io.centossrv.jinja.value.Types;
import io.centossrv.jinja.value.Undefined;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Filters that make numbers or change them. */
final class NumberFilters {
    private static final Signature INT = Signature.of("do_int", "default=", "base=");
    private static final Signature FLOAT = Signature.of("do_float", "default=");
    private static final Signature ROUND = Signature.of("do_round", "precision=", "method=");
    private static final Signature SUM = Signature.of("sync_do_sum", "attribute=", "start=");
    private static final Signature SIZE = Signature.of("do_filesizeformat", "binary=");

    private NumberFilters() {}

    static Map<String, Filter> all() {
        return Map.of(
                "abs", NumberFilters::abs,
                "int", NumberFilters::integer,
                "float", NumberFilters::real,
                "round", NumberFilters::round,
                "sum", NumberFilters::sum,
                "filesizeformat", NumberFilters::fileSize);
    }

    private static Object abs(Object value, CallArguments arguments, Evaluation evaluation) {
        Undefined.check(value);
        if (!Numbers.isNumber(value)) {
            throw EvaluationError.type("bad operand type for abs(): '" + Types.name(value) + "'");
        }
        return Comparison.ordered(value, "<", 0L) ? Arithmetic.negate(value) : Arithmetic.affirm(value);
    }

    private static Object integer(Object value, CallArguments arguments, Evaluation evaluation) {
        Signature.Bound bound = INT.bind(arguments);
        Object otherwise = bound.get("default", 0L);
        Undefined.check(value);
        if (Text.isText(value)) {
            return NumberTexts.integer(value.toString(), bound.integer("base", 10))
                    .or(() -> NumberTexts.real(value.toString()).flatMap(NumberFilters::truncated))
                    .orElse(otherwise);
        }
        if (Numbers.isInteger(value)) {
            return Numbers.of(Numbers.integer(value));
        }
        return value instanceof Double number ? truncated(number).orElse(otherwise) : otherwise;
    }

    private static Optional<Object> truncated(Double number) {
        return number.isNaN() || number.isInfinite()
                ? Optional.empty()
                : Optional.of(Numbers.of(new BigDecimal(number).toBigInteger()));
    }

    private static Object real(Object value, CallArguments arguments, Evaluation evaluation) {
        Object otherwise = FLOAT.bind(arguments).get("default", 0.0);
        Undefined.check(value);
        if (Numbers.isNumber(value)) {
            return Numbers.real(value);
        }
        return Text.isText(value)
                ? NumberTexts.real(value.toString()).map(Object.class::cast).orElse(otherwise)
                : otherwise;
    }

    private static Object round(Object value, CallArguments arguments, Evaluation evaluation) {
        Signature.Bound bound = ROUND.bind(arguments);
        int precision = bound.integer("precision", 0);
        String method = bound.text("method", "common");
        Undefined.check(value);
        if (!List.of("common", "ceil", "floor").contains(method)) {
            throw EvaluationError.value("method must be common, ceil or floor");
        }
        if (!Numbers.isNumber(value)) {
            throw EvaluationError.type("type " + Types.name(value) + " doesn't define __round__ method");
        }
        if (Numbers.isInteger(value) && method.equals("common")) {
            return Numbers.of(rounded(new BigDecimal(Numbers.integer(value)), Math.min(precision, 0)));
        }
        double number = Numbers.real(value);
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return number;
        }
        if (method.equals("common")) {
            return new BigDecimal(number)
                    .setScale(precision, RoundingMode.HALF_EVEN)
                    .doubleValue();
        }
        double scale = Math.pow(10, precision);
        return (method.equals("ceil") ? Math.ceil(number * scale) : Math.floor(number * scale)) / scale;
    }

    private static BigInteger rounded(BigDecimal value, int precision) {
        return value.setScale(precision, RoundingMode.HALF_EVEN).toBigInteger();
    }

    private static Object sum(Object value, CallArguments arguments, Evaluation evaluation) {
        Signature.Bound bound = SUM.bind(arguments);
        Object attribute = bound.get("attribute");
        Object total = bound.get("start", 0L);
        for (Object element : Items.view(Undefined.check(value))) {
            total = Arithmetic.add(total, attribute == null ? element : Attributes.of(element, attribute, evaluation));
        }
        return total;
    }

    private static Object fileSize(Object value, CallArguments arguments, Evaluation evaluation) {
        boolean binary = SIZE.bind(arguments).truth("binary", false);
        Undefined.check(value);
        double size = Numbers.isNumber(value)
                ? Numbers.real(value)
                : NumberTexts.real(Text.of(value))
                        .orElseThrow(
                                () -> EvaluationError.value("could not convert string to float: " + Text.repr(value)));
        int base = binary ? 1024 : 1000;
        if (size == 1) {
            return "1 Byte";
        }
        if (size < base) {
            return (long) size + " Bytes";
        }
        String[] units = binary
                ? new String[] {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"}
                : new String[] {"kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"};
        double unit = base;
        for (int i = 0; i < units.length; i++) {
            unit *= base;
            if (size < unit || i == units.length - 1) {
                return FormatSpec.fixed(base * size / unit, 1) + " " + units[i];
            }
        }
        throw new IllegalStateException("no unit fits");
    }
}
