// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.routing;

import io.centossrv.platform.security.Permission;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * One thing that an application serves.
 *
 * @param method the HTTP method, upper-case
 * @param path the template below the root, such as {@code /api/v1/nodes/{id}}
 * @param permission what the caller must hold; empty where none is named
 * @param open whether it is marked to answer without a login
 * @param javaMethod where it is written, for messages
 */
public record Operation(String method, String path, Optional<Permission> permission, boolean open, String javaMethod) {
    public Operation {
        Objects.requireNonNull(permission, "permission");
    }

    /** Returns the method as OpenAPI writes it. */
    public String verb() {
        return method.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return method + " " + path + " (" + javaMethod + ")";
    }
}
