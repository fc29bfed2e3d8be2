// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.value;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.error.LimitExceeded;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Python's arithmetic operators. */
public final class Arithmetic {
    private static final int MOST_REPEATED = 16 * 1024 * 1024;

    private Arithmetic() {}

    /** {@code left + right}: numbers, texts, lists and tuples. */
    public static Object add(Object left, Object right) {
        if (left instanceof Long a && right instanceof Long b) {
            long sum = a + b;
            return ((a ^ sum) & (b ^ sum)) < 0
                    ? Numbers.of(BigInteger.valueOf(a).add(BigInteger.valueOf(b)))
                    : sum;
        }
        if (Numbers.isNumber(left) && Numbers.isNumber(right)) {
            return bothIntegers(left, right)
                    ? Numbers.of(Numbers.integer(left).add(Numbers.integer(right)))
                    : (Object) (Numbers.real(left) + Numbers.real(right));
        }
        check(left, right);
        if (Text.isText(left) && Text.isText(right)) {
            return Text.joined(left, right);
        }
        if (left instanceof Tuple a && right instanceof Tuple b) {
            return Tuple.of(concatenated(a, b));
        }
        if (Items.isList(left) && Items.isList(right)) {
            return concatenated((List<?>) left, (List<?>) right);
        }
        if (left instanceof Temporal temporal) {
            return temporal.plus(right).orElseThrow(() -> unsupported("+", left, right));
        }
        if (Text.isText(left)) {
            throw EvaluationError.type("can only concatenate str (not \"" + Types.name(right) + "\") to str");
        }
        if (Items.isList(left) || left instanceof Tuple) {
            String type = Types.name(left);
            throw EvaluationError.type(
                    "can only concatenate " + type + " (not \"" + Types.name(right) + "\") to " + type);
        }
        throw unsupported("+", left, right);
    }

    /** {@code left - right}: numbers, sets and dates. */
    public static Object subtract(Object left, Object right) {
        if (left instanceof Long a && right instanceof Long b) {
            long difference = a - b;
            return ((a ^ b) & (a ^ difference)) < 0
                    ? Numbers.of(BigInteger.valueOf(a).subtract(BigInteger.valueOf(b)))
                    : difference;
        }
        if (Numbers.isNumber(left) && Numbers.isNumber(right)) {
            return bothIntegers(left, right)
                    ? Numbers.of(Numbers.integer(left).subtract(Numbers.integer(right)))
                    : (Object) (Numbers.real(left) - Numbers.real(right));
        }
        check(left, right);
        if (left instanceof Temporal temporal) {
            return temporal.minus(right).orElseThrow(() -> unsupported("-", left, right));
        }
        if (left instanceof Set<?> a && right instanceof Set<?> b) {
            Set<Object> rest = new HashSet<>(a);
            rest.removeAll(b);
            return rest;
        }
        throw unsupported("-", left, right);
    }

    /** {@code left * right}: numbers, or a text or list as often as a number says. */
    public static Object multiply(Object left, Object right) {
        if (Numbers.isNumber(left) && Numbers.isNumber(right)) {
            return bothIntegers(left, right)
                    ? Numbers.of(Numbers.integer(left).multiply(Numbers.integer(right)))
                    : (Object) (Numbers.real(left) * Numbers.real(right));
        }
        check(left, right);
        if (Numbers.isInteger(right) && isSequence(left)) {
            return repeated(left, Numbers.index(right));
        }
        if (Numbers.isInteger(left) && isSequence(right)) {
            return repeated(right, Numbers.index(left));
        }
        if (isSequence(left) || isSequence(right)) {
            Object other = isSequence(left) ? right : left;
            throw EvaluationError.type("can't multiply sequence by non-int of type '" + Types.name(other) + "'");
        }
        throw unsupported("*", left, right);
    }

    /** {@code left / right}: always a float. */
    public static Object divide(Object left, Object right) {
        numbers("/", left, right);
        if (Numbers.real(right) == 0) {
            throw EvaluationError.arithmetic(bothIntegers(left, right) ? "division by zero" : "float division by zero");
        }
        return Numbers.real(left) / Numbers.real(right);
    }

    /** {@code left // right}: rounds towards minus infinity. */
    public static Object divideFloor(Object left, Object right) {
        numbers("//", left, right);
        if (bothIntegers(left, right)) {
            return Numbers.of(floored(left, right)[0]);
        }
        double divisor = Numbers.real(right);
        if (divisor == 0) {
            throw EvaluationError.arithmetic("float floor division by zero");
        }
        return Math.floor(Numbers.real(left) / divisor);
    }

    /** {@code left % right}: the sign of the divisor; a text is a format. */
    public static Object remainder(Object left, Object right) {
        if (Text.isText(left)) {
            Undefined.check(right);
            return PercentFormat.format(left.toString(), right);
        }
        numbers("%", left, right);
        if (bothIntegers(left, right)) {
            return Numbers.of(floored(left, right)[1]);
        }
        double divisor = Numbers.real(right);
        if (divisor == 0) {
            throw EvaluationError.arithmetic("float modulo");
        }
        double rest = Numbers.real(left) % divisor;
        return rest != 0 && (rest < 0) != (divisor < 0) ? rest + divisor : rest;
    }

    /** {@code left ** right}. */
    public static Object power(Object left, Object right) {
        numbers("** or pow()", left, right);
        if (bothIntegers(left, right) && Numbers.integer(right).signum() >= 0) {
            BigInteger base = Numbers.integer(left);
            BigInteger exponent = Numbers.integer(right);
            boolean grows = base.abs().bitLength() > 1;
            boolean large = exponent.bitLength() > 17 || (long) base.bitLength() * exponent.intValue() > 1 << 18;
            if (grows && large) {
                throw new LimitExceeded("the power is too large: " + Text.repr(left) + " ** " + Text.repr(right));
            }
            boolean odd = exponent.testBit(0);
            return grows
                    ? Numbers.of(base.pow(exponent.intValueExact()))
                    : smallPower(base, exponent.signum() == 0, odd);
        }
        double base = Numbers.real(left);
        double exponent = Numbers.real(right);
        if (base == 0 && exponent < 0) {
            throw EvaluationError.arithmetic("0.0 cannot be raised to a negative power");
        }
        return Math.pow(base, exponent);
    }

    /** The power of -1, 0 or 1. */
    private static Object smallPower(BigInteger base, boolean zeroth, boolean odd) {
        if (zeroth) {
            return 1L;
        }
        long value = base.longValue();
        return value == -1 ? (odd ? -1L : 1L) : value;
    }

    /** {@code -value}. */
    public static Object negate(Object value) {
        Undefined.check(value);
        if (Numbers.isInteger(value)) {
            return Numbers.of(Numbers.integer(value).negate());
        }
        if (value instanceof Double number) {
            return -number;
        }
        throw EvaluationError.type("bad operand type for unary -: '" + Types.name(value) + "'");
    }

    /** {@code +value}. */
    public static Object affirm(Object value) {
        Undefined.check(value);
        if (Numbers.isInteger(value)) {
            return Numbers.of(Numbers.integer(value));
        }
        if (value instanceof Double) {
            return value;
        }
        throw EvaluationError.type("bad operand type for unary +: '" + Types.name(value) + "'");
    }

    private static BigInteger[] floored(Object left, Object right) {
        BigInteger divisor = Numbers.integer(right);
        if (divisor.signum() == 0) {
            throw EvaluationError.arithmetic("integer division or modulo by zero");
        }
        BigInteger[] parts = Numbers.integer(left).divideAndRemainder(divisor);
        if (parts[1].signum() != 0 && parts[1].signum() != divisor.signum()) {
            parts[0] = parts[0].subtract(BigInteger.ONE);
            parts[1] = parts[1].add(divisor);
        }
        return parts;
    }

    private static boolean isSequence(Object value) {
        return Text.isText(value) || value instanceof Tuple || Items.isList(value);
    }

    private static Object repeated(Object value, int times) {
        int count = Math.max(0, times);
        if ((long) Items.length(value) * count > MOST_REPEATED) {
            throw new LimitExceeded("a repetition of more than " + MOST_REPEATED + " elements");
        }
        if (Text.isText(value)) {
            return Text.like(value, value.toString().repeat(count));
        }
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            elements.addAll((List<?>) value);
        }
        return value instanceof Tuple ? Tuple.of(elements) : elements;
    }

    private static List<Object> concatenated(List<?> left, List<?> right) {
        List<Object> all = new ArrayList<>(left.size() + right.size());
        all.addAll(left);
        all.addAll(right);
        return all;
    }

    private static boolean bothIntegers(Object left, Object right) {
        return Numbers.isInteger(left) && Numbers.isInteger(right);
    }

    private static void numbers(String operator, Object left, Object right) {
        check(left, right);
        if (!Numbers.isNumber(left) || !Numbers.isNumber(right)) {
            throw unsupported(operator, left, right);
        }
    }

    private static void check(Object left, Object right) {
        Undefined.check(left);
        Undefined.check(right);
    }

    private static EvaluationError unsupported(String operator, Object left, Object right) {
        return EvaluationError.type("unsupported operand type(s) for " + operator + ": '" + Types.name(left) + "' and '"
                + Types.name(right) + "'");
    }
}
