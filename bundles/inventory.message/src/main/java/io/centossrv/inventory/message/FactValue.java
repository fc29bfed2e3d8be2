// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.message;

import java.util.List;

/** The value of a fact. */
public sealed interface FactValue {
    /** A text, at most 4,096 characters. */
    record Text(String value) implements FactValue {}

    /** A whole number; sizes are in bytes. */
    record Whole(long value) implements FactValue {}

    /** Yes or no. */
    record Flag(boolean value) implements FactValue {}

    /** Texts in a stable order, at most 1,000. */
    record Texts(List<String> values) implements FactValue {
        public Texts {
            values = List.copyOf(values);
        }
    }
}
