// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A stable name of an error. Programs match on it, so a code is never renamed within a major version of the API.
 *
 * @param name lower-case words with hyphens, such as {@code node-not-found}
 * @param kind what the error means to the caller
 */
public record ErrorCode(String name, ErrorKind kind) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    public ErrorCode {
        Objects.requireNonNull(kind, "kind");
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not an error code: " + name);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
