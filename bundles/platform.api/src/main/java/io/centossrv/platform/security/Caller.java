// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.security;

import java.util.Objects;
import java.util.Set;

/**
 * Who asks for something, as authenticated.
 *
 * @param name the account's name, as audit shows it
 * @param grants permissions by name; {@code noun:*} grants each verb of a noun, {@code *} everything
 */
public record Caller(String name, Set<String> grants) {
    public Caller {
        Objects.requireNonNull(name, "name");
        grants = Set.copyOf(grants);
    }

    /** Tells whether this caller has the permission. */
    public boolean may(Permission permission) {
        return grants.contains("*") || grants.contains(permission.noun() + ":*") || grants.contains(permission.name());
    }

    /** Throws {@link PermissionDenied} unless this caller has the permission. */
    public void require(Permission permission) {
        if (!may(permission)) {
            throw new PermissionDenied(this, permission);
        }
    }
}
