// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.value;

import io.centossrv.jinja.error.EvaluationError;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Python's numbers: integers of any size ({@link Long} where they fit, else {@link BigInteger}), floats
 * ({@link Double}), and booleans, which count as 0 and 1.
 */
public final class Numbers {
    /** As many bits as an integer may have: enough for any configuration, too few to fill memory. */
    private static final int MOST_BITS = 1 << 17;

    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    private Numbers() {}

    /** Tells whether a value is a number; booleans are. */
    public static boolean isNumber(Object value) {
        return value instanceof Long
                || value instanceof Double
                || value instanceof Boolean
                || value instanceof BigInteger;
    }

    /** Tells whether a value is an integer; booleans are. */
    public static boolean isInteger(Object value) {
        return value instanceof Long || value instanceof Boolean || value instanceof BigInteger;
    }

    /** Returns a number of Java as the one that stands for it here. */
    public static Object of(Number number) {
        if (number instanceof BigInteger integer) {
            return of(integer);
        }
        if (number instanceof BigDecimal || number instanceof Double || number instanceof Float) {
            return number.doubleValue();
        }
        return number.longValue();
    }

    /** Returns an integer, as {@link Long} where it fits. */
    public static Object of(BigInteger integer) {
        if (integer.bitLength() > MOST_BITS) {
            throw EvaluationError.arithmetic("an integer of more than " + MOST_BITS + " bits");
        }
        return integer.compareTo(LEAST) >= 0 && integer.compareTo(MOST) <= 0 ? integer.longValue() : (Object) integer;
    }

    /** Returns an integer's value; for {@link #isInteger} alone. */
    public static BigInteger integer(Object value) {
        if (value instanceof Boolean truth) {
            return truth ? BigInteger.ONE : BigInteger.ZERO;
        }
        return value instanceof BigInteger big ? big : BigInteger.valueOf((Long) value);
    }

    /** Returns a number as a float. */
    public static double real(Object value) {
        if (value instanceof Double number) {
            return number;
        }
        if (value instanceof Boolean truth) {
            return truth ? 1 : 0;
        }
        if (value instanceof Long number) {
            return number;
        }
        double number = ((BigInteger) value).doubleValue();
        if (Double.isInfinite(number)) {
            throw EvaluationError.arithmetic("int too large to convert to float");
        }
        return number;
    }

    /** Returns a value that must be an integer, as an int; one beyond its range becomes the nearest. */
    public static int index(Object value) {
        Undefined.check(value);
        if (!isInteger(value)) {
            throw EvaluationError.type("'" + Types.name(value) + "' object cannot be interpreted as an integer");
        }
        BigInteger integer = integer(value);
        if (integer.bitLength() > 31) {
            return integer.signum() < 0 ? Integer.MIN_VALUE : Integer.MAX_VALUE;
        }
        return integer.intValueExact();
    }

    /** Compares two numbers exactly; NaN is less than nothing, so ask {@link #isNan} before. */
    public static int compare(Object left, Object right) {
        if (left instanceof Long a && right instanceof Long b) {
            return Long.compare(a, b);
        }
        if (isInteger(left) && isInteger(right)) {
            return integer(left).compareTo(integer(right));
        }
        if (left instanceof Double a && (right instanceof Double || a.isInfinite())) {
            return right instanceof Double b ? compareReals(a, b) : a > 0 ? 1 : -1;
        }
        if (right instanceof Double b && b.isInfinite()) {
            return b > 0 ? -1 : 1;
        }
        return exact(left).compareTo(exact(right));
    }

    private static int compareReals(double left, double right) {
        return left < right ? -1 : left > right ? 1 : 0;
    }

    /** Tells whether a value is not a number. */
    public static boolean isNan(Object value) {
        return value instanceof Double number && number.isNaN();
    }

    private static BigDecimal exact(Object value) {
        return value instanceof Double number ? new BigDecimal(number) : new BigDecimal(integer(value));
    }
}
