// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.value;

import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;

/** What is true: as Python's {@code bool()}. */
public final class Truth {
    private Truth() {}

    /** Tells whether a value is true; throws where it is undefined. */
    public static boolean of(Object value) {
        if (value == null) {
            return false;
        }
        if (value instanceof Boolean truth) {
            return truth;
        }
        if (value instanceof CharSequence text) {
            return text.length() > 0;
        }
        if (value instanceof Long number) {
            return number != 0;
        }
        if (value instanceof Double number) {
            return number != 0;
        }
        if (value instanceof BigInteger number) {
            return number.signum() != 0;
        }
        if (value instanceof Collection<?> items) {
            return !items.isEmpty();
        }
        if (value instanceof Map<?, ?> map) {
            return !map.isEmpty();
        }
        if (value instanceof Range range) {
            return range.size() != 0;
        }
        if (Undefined.isNothing(value)) {
            return false;
        }
        Undefined.check(value);
        return true;
    }
}
