// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory;

import java.util.regex.Pattern;

/**
 * A node's name, given by an operator at accept.
 *
 * @param value lower-case labels of letters, digits and hyphens with dots between them, at most 253 characters (RFC 1123)
 */
public record NodeName(String value) implements Comparable<NodeName> {
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");

    public NodeName {
        if (value.length() > 253 || !NAME.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "not a node name: '" + value + "' (lower-case letters, digits, hyphens, dots)");
        }
    }

    @Override
    public int compareTo(NodeName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
