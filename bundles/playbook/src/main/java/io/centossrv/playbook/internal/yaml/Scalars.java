// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.yaml;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a plain scalar means in YAML 1.1, by the expressions of PyYAML's resolver, which Ansible uses. Dates stay texts:
 * nothing in a playbook calculates with them.
 */
final class Scalars {
    private static final Set<String> TRUE = Set.of("yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
    private static final Set<String> FALSE = Set.of("no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");
    private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");
    private static final Pattern INTEGER = Pattern.compile("[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)"
            + "|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+");
    private static final Pattern FLOAT = Pattern.compile("[-+]?(?:[0-9][0-9_]*)\\.[0-9_]*(?:[eE][-+][0-9]+)?"
            + "|\\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\\.[0-9_]*"
            + "|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");
    private static final BigInteger SIXTY = BigInteger.valueOf(60);

    private Scalars() {}

    /** Returns the value of a plain scalar; empty for null. */
    static Optional<Object> resolve(String text) {
        if (NULL.contains(text)) {
            return Optional.empty();
        }
        if (TRUE.contains(text)) {
            return Optional.of(true);
        }
        if (FALSE.contains(text)) {
            return Optional.of(false);
        }
        if (INTEGER.matcher(text).matches()) {
            return Optional.of(integer(text));
        }
        if (FLOAT.matcher(text).matches()) {
            return Optional.of(number(text));
        }
        return Optional.of(text);
    }

    /** Returns the number of a text that is one in YAML 1.1, also {@code 0x1f}, {@code 0644} and {@code 1:30}. */
    private static Object integer(String text) {
        String digits = text.replace("_", "");
        boolean negative = digits.startsWith("-");
        if (negative || digits.startsWith("+")) {
            digits = digits.substring(1);
        }
        BigInteger value;
        if (digits.startsWith("0b")) {
            value = ofDigits(digits.substring(2), 2);
        } else if (digits.startsWith("0x")) {
            value = ofDigits(digits.substring(2), 16);
        } else if (digits.indexOf(':') >= 0) {
            value = BigInteger.ZERO;
            for (String part : digits.split(":", -1)) {
                value = value.multiply(SIXTY).add(new BigInteger(part));
            }
        } else {
            value = ofDigits(digits, digits.startsWith("0") ? 8 : 10);
        }
        BigInteger signed = negative ? value.negate() : value;
        return signed.bitLength() < Long.SIZE ? (Object) signed.longValue() : signed;
    }

    private static BigInteger ofDigits(String digits, int radix) {
        return digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits, radix);
    }

    private static Double number(String text) {
        String digits = text.replace("_", "").toLowerCase(Locale.ROOT);
        double sign = digits.startsWith("-") ? -1 : 1;
        if (digits.startsWith("-") || digits.startsWith("+")) {
            digits = digits.substring(1);
        }
        if (digits.equals(".inf")) {
            return sign * Double.POSITIVE_INFINITY;
        }
        if (digits.equals(".nan")) {
            return Double.NaN;
        }
        double value = 0;
        for (String part : digits.split(":", -1)) {
            value = value * 60 + Double.parseDouble(part);
        }
        return sign * value;
    }
}
