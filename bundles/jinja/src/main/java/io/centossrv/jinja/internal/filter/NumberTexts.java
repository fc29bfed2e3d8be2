// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.filter;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.value.Numbers;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;

/** Numbers in texts, as Python's {@code int()} and {@code float()} read them. */
final class NumberTexts {
    /** As many digits as Python takes. */
    private static final int MOST_DIGITS = 4300;

    private NumberTexts() {}

    static Optional<Object> integer(String text, int base) {
        if (base != 0 && (base < 2 || base > 36)) {
            throw EvaluationError.value("int() base must be >= 2 and <= 36, or 0");
        }
        String digits = text.strip().toLowerCase(Locale.ROOT);
        boolean negative = digits.startsWith("-");
        if (negative || digits.startsWith("+")) {
            digits = digits.substring(1);
        }
        int radix = base;
        for (String[] prefix : new String[][] {{"0x", "16"}, {"0o", "8"}, {"0b", "2"}}) {
            boolean fits = base == 0 || base == Integer.parseInt(prefix[1]);
            if (fits && digits.startsWith(prefix[0])) {
                digits = digits.substring(2);
                radix = Integer.parseInt(prefix[1]);
                break;
            }
        }
        if (!digits.matches("[0-9a-z]+(_[0-9a-z]+)*") || digits.length() > MOST_DIGITS) {
            return Optional.empty();
        }
        try {
            BigInteger value = new BigInteger(digits.replace("_", ""), radix == 0 ? 10 : radix);
            return Optional.of(Numbers.of(negative ? value.negate() : value));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    static Optional<Double> real(String text) {
        String number = text.strip().toLowerCase(Locale.ROOT);
        if (number.matches("[+-]?(inf|infinity)")) {
            return Optional.of(number.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
        }
        if (number.matches("[+-]?nan")) {
            return Optional.of(Double.NaN);
        }
        if (!number.matches("[+-]?(\\d+(_\\d+)*\\.?(\\d+(_\\d+)*)?|\\.\\d+(_\\d+)*)(e[+-]?\\d+)?")) {
            return Optional.empty();
        }
        return Optional.of(Double.parseDouble(number.replace("_", "")));
    }
}
