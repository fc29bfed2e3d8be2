// SPDX-License-Identifier: Apache-2.0
package io.centossrv.protocol;

import java.util.Objects;
import java.util.UUID;

/**
 * The id of a node, a UUID of version 7 (RFC 9562) that the control plane gives at enrolment and never changes.
 *
 * @param value the UUID
 */
public record NodeId(UUID value) implements Comparable<NodeId> {
    public NodeId {
        Objects.requireNonNull(value, "value");
    }

    /** Reads the usual text form; throws {@link IllegalArgumentException} where it is none. */
    public static NodeId parse(String text) {
        return new NodeId(UUID.fromString(text));
    }

    @Override
    public int compareTo(NodeId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
