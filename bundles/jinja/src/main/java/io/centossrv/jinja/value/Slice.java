// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.value;

import io.centossrv.jinja.error.EvaluationError;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code start:stop:step} of a subscript.
 *
 * @param start null where it was left out, as with the others
 */
public record Slice(Object start, Object stop, Object step) {
    /** Returns the elements that it selects. */
    public List<Object> of(List<?> elements) {
        int stride = step == null ? 1 : bound(step);
        if (stride == 0) {
            throw EvaluationError.value("slice step cannot be zero");
        }
        int size = elements.size();
        int first = limit(start, stride > 0 ? 0 : size - 1, size, stride);
        int end = limit(stop, stride > 0 ? size : -1, size, stride);
        List<Object> selected = new ArrayList<>();
        for (long i = first; stride > 0 ? i < end : i > end; i += stride) {
            selected.add(elements.get((int) i));
        }
        return selected;
    }

    private static int limit(Object value, int absent, int size, int stride) {
        if (value == null) {
            return absent;
        }
        int index = bound(value);
        long at = index < 0 ? (long) index + size : index;
        int least = stride > 0 ? 0 : -1;
        int most = stride > 0 ? size : size - 1;
        return (int) Math.max(least, Math.min(most, at));
    }

    private static int bound(Object value) {
        Undefined.check(value);
        if (!Numbers.isInteger(value)) {
            throw EvaluationError.type("slice indices must be integers or None or have an __index__ method");
        }
        return Numbers.index(value);
    }
}
