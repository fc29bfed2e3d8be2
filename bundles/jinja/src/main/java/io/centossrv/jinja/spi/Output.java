// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.spi;

/** What becomes of values that a template writes. Thread-safe. */
public interface Output {
    /** Returns a value as it is to be written; throws where it is undefined. */
    Object finished(Object value);

    /** Returns all that was written, as one value. */
    Object join(Written written);

    /** What was written. */
    interface Written {
        /** Returns how many values there are. */
        int count();

        /** Returns the only value as it came; for a count of 1. */
        Object only();

        /** Returns all of it as one text. */
        String text();
    }
}
