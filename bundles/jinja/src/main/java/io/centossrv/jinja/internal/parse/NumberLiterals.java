// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.parse;

import io.centossrv.jinja.value.Numbers;
import java.math.BigInteger;
import java.util.Locale;

/** Numbers as the language writes them. */
final class NumberLiterals {
    private NumberLiterals() {}

    static Object integer(String text) {
        String digits = text.replace("_", "").toLowerCase(Locale.ROOT);
        if (digits.length() > 2 && digits.charAt(0) == '0') {
            int radix =
                    switch (digits.charAt(1)) {
                        case 'x' -> 16;
                        case 'o' -> 8;
                        case 'b' -> 2;
                        default -> 10;
                    };
            return Numbers.of(new BigInteger(radix == 10 ? digits : digits.substring(2), radix));
        }
        return Numbers.of(new BigInteger(digits));
    }

    static Object real(String text) {
        return Double.parseDouble(text.replace("_", ""));
    }
}
