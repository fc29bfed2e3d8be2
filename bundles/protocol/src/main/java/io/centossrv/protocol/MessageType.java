// SPDX-License-Identifier: Apache-2.0
package io.centossrv.protocol;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Describes one kind of payload. The payload is a record of a {@code *.message} bundle made of primitives, String, byte[],
 * Instant, Duration, Optional, enums with a constant {@code UNKNOWN}, lists, maps with String keys, records of these, and
 * sealed interfaces whose records the type lists. Fields are only ever added, each Optional or with a default; anything
 * else is a new major version.
 *
 * @param id domain and name, such as {@code inventory.report}
 * @param major from 1
 * @param payload the record
 * @param variants the records of the sealed interfaces in it
 */
public record MessageType<T extends Record>(
        String id, int major, Class<T> payload, List<Class<? extends Record>> variants) {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]*\\.[a-z][a-z0-9-]*");

    public MessageType {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("not a message type's id: " + id);
        }
        if (major < 1) {
            throw new IllegalArgumentException("major versions start at 1: " + id);
        }
        Objects.requireNonNull(payload, "payload");
        variants = List.copyOf(variants);
    }

    /** Returns a type without sealed interfaces in it. */
    public static <T extends Record> MessageType<T> of(String id, int major, Class<T> payload) {
        return new MessageType<>(id, major, payload, List.of());
    }

    /** Returns {@code id/major}, which names the type on the wire. */
    public String wireName() {
        return id + "/" + major;
    }
}
