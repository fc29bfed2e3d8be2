// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.json;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON object. Reading is lenient: a field that is absent, {@code null} or of another type is empty, so that an older
 * command line lives with a newer control plane.
 *
 * @param fields in order
 */
public record JsonObject(Map<String, Json> fields) implements Json {
    private static final JsonObject EMPTY = new JsonObject(Map.of());

    public JsonObject {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** Returns the object without fields. */
    public static JsonObject empty() {
        return EMPTY;
    }

    /** Starts an object. */
    public static Builder with() {
        return new Builder();
    }

    /** Returns any field. */
    public Optional<Json> get(String name) {
        return Optional.ofNullable(fields.get(name)).filter(value -> !(value instanceof None));
    }

    /** Returns a field that is a text. */
    public Optional<String> text(String name) {
        return get(name).flatMap(value -> value instanceof Text text ? Optional.of(text.value()) : Optional.empty());
    }

    /** Returns a field that is a whole number. */
    public Optional<Long> number(String name) {
        return get(name).flatMap(value -> value instanceof Numeral number ? whole(number) : Optional.empty());
    }

    /** Returns whether a field is {@code true}. */
    public boolean flag(String name) {
        return get(name)
                .map(value -> value instanceof Flag flag && flag.value())
                .orElse(false);
    }

    /** Returns a field that is an instant in ISO-8601. */
    public Optional<Instant> instant(String name) {
        return text(name).flatMap(JsonObject::instantOf);
    }

    /** Returns a field that is an object, or an empty one. */
    public JsonObject object(String name) {
        return get(name)
                .map(value -> value instanceof JsonObject object ? object : EMPTY)
                .orElse(EMPTY);
    }

    /** Returns the objects in a field that is an array. */
    public List<JsonObject> objects(String name) {
        return array(name).objects();
    }

    /** Returns a field that is an array, or an empty one. */
    public JsonArray array(String name) {
        return get(name)
                .map(value -> value instanceof JsonArray array ? array : new JsonArray(List.of()))
                .orElseGet(() -> new JsonArray(List.of()));
    }

    private static Optional<Long> whole(Numeral number) {
        try {
            return Optional.of(Long.valueOf(number.value()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> instantOf(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (java.time.format.DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Collects fields; absent ones are left out. */
    public static final class Builder {
        private final Map<String, Json> fields = new LinkedHashMap<>();

        private Builder() {}

        /** Adds a text. */
        public Builder text(String name, String value) {
            fields.put(name, new Text(value));
            return this;
        }

        /** Adds a text where there is one. */
        public Builder text(String name, Optional<String> value) {
            value.ifPresent(text -> text(name, text));
            return this;
        }

        /** Adds a number. */
        public Builder number(String name, long value) {
            fields.put(name, new Numeral(Long.toString(value)));
            return this;
        }

        /** Adds true or false. */
        public Builder flag(String name, boolean value) {
            fields.put(name, new Flag(value));
            return this;
        }

        /** Adds any value. */
        public Builder put(String name, Json value) {
            fields.put(name, value);
            return this;
        }

        /** Adds a list of texts. */
        public Builder texts(String name, Collection<String> values) {
            fields.put(name, new JsonArray(values.stream().<Json>map(Text::new).toList()));
            return this;
        }

        /** Returns the object. */
        public JsonObject build() {
            return new JsonObject(fields);
        }
    }
}
