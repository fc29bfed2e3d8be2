// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.method;

import io.centossrv.jinja.value.Callable;
import io.centossrv.jinja.value.Numbers;
import java.util.Optional;

/** Attributes and methods of numbers. */
final class NumberMethods {
    private NumberMethods() {}

    static Optional<Object> find(Object value, String name) {
        boolean integer = Numbers.isInteger(value);
        return switch (name) {
            case "real" -> Optional.of(integer ? Numbers.of(Numbers.integer(value)) : value);
            case "imag" -> Optional.of(integer ? (Object) 0L : (Object) 0.0);
            case "numerator" -> integer ? Optional.of(Numbers.of(Numbers.integer(value))) : Optional.empty();
            case "denominator" -> integer ? Optional.of(1L) : Optional.empty();
            case "bit_length" ->
                integer
                        ? Optional.of((Callable)
                                arguments -> (long) Numbers.integer(value).abs().bitLength())
                        : Optional.empty();
            case "is_integer" ->
                integer
                        ? Optional.empty()
                        : Optional.of((Callable) arguments -> Numbers.real(value) == Math.rint(Numbers.real(value)));
            default -> Optional.empty();
        };
    }
}
