// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.json;

/** A JSON value (RFC 8259). Fields keep the order in which they came, and unknown ones stay. */
public sealed interface Json permits JsonObject, JsonArray, Json.Text, Json.Numeral, Json.Flag, Json.None {
    /** A text. */
    record Text(String value) implements Json {}

    /** A number, as it was written. */
    record Numeral(String value) implements Json {}

    /** True or false. */
    record Flag(boolean value) implements Json {}

    /** The value {@code null}. */
    record None() implements Json {}

    /** Returns the value as one line of text for a cell of a table: a text without quotes, all else as JSON. */
    default String plain() {
        if (this instanceof Text text) {
            return text.value();
        }
        return this instanceof None ? "" : JsonWriter.compact(this);
    }
}
