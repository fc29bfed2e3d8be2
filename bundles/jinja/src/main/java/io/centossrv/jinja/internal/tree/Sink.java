// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.tree;

import io.centossrv.jinja.error.LimitExceeded;
import io.centossrv.jinja.spi.Output;
import io.centossrv.jinja.value.Text;

/** Takes what is written: a single value as it is, several as one text. */
public final class Sink implements Output.Written {
    private final int most;
    private Object first;
    private int count;
    private StringBuilder text;

    public Sink(int most) {
        this.most = most;
    }

    /** Takes a value. */
    public void add(Object value) {
        count++;
        if (count == 1) {
            first = value;
            return;
        }
        if (count == 2) {
            text = new StringBuilder(256).append(Text.of(first));
        }
        if (value instanceof CharSequence part) {
            text.append(part);
        } else {
            text.append(Text.of(value));
        }
        if (text.length() > most) {
            throw new LimitExceeded("the output is longer than " + most + " characters");
        }
    }

    /** Returns how many values came. */
    @Override
    public int count() {
        return count;
    }

    /** Returns the only value, as it came; for a count of 1. */
    @Override
    public Object only() {
        return first;
    }

    /** Returns all that came as one text. */
    @Override
    public String text() {
        return count == 0 ? "" : count == 1 ? Text.of(first) : text.toString();
    }
}
