// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest;

import io.centossrv.platform.security.Caller;
import java.security.Principal;
import java.util.Objects;

/**
 * What {@code SecurityContext.getUserPrincipal()} returns in a resource.
 *
 * @param caller who calls, as authenticated
 */
public record CallerPrincipal(Caller caller) implements Principal {
    public CallerPrincipal {
        Objects.requireNonNull(caller, "caller");
    }

    @Override
    public String getName() {
        return caller.name();
    }

    @Override
    public String toString() {
        return caller.name();
    }
}
