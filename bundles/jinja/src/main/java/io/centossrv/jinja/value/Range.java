// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.value;

import io.centossrv.jinja.error.EvaluationError;
import java.util.AbstractList;
import java.util.RandomAccess;

/** Python's range: numbers at equal distances, none of them stored. */
public final class Range extends AbstractList<Object> implements RandomAccess {
    private final long start;
    private final long stop;
    private final long step;
    private final int size;

    private Range(long start, long stop, long step, int size) {
        this.start = start;
        this.stop = stop;
        this.step = step;
        this.size = size;
    }

    /** Makes a range; an error where the step is 0 or where it is longer than any loop may be. */
    public static Range of(long start, long stop, long step) {
        if (step == 0) {
            throw EvaluationError.value("range() arg 3 must not be zero");
        }
        long span = step > 0 ? Math.subtractExact(stop, start) : Math.subtractExact(start, stop);
        long width = Math.abs(step);
        long size = span <= 0 ? 0 : (span - 1) / width + 1;
        if (size > Integer.MAX_VALUE) {
            throw EvaluationError.value("range() is too long: " + size);
        }
        return new Range(start, stop, step, (int) size);
    }

    @Override
    public Object get(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException(index);
        }
        return start + step * index;
    }

    @Override
    public int size() {
        return size;
    }

    /** Returns what {@code repr()} gives. */
    public String repr() {
        return "range(" + start + ", " + stop + (step == 1 ? ")" : ", " + step + ")");
    }
}
