// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.rest;

import io.centossrv.platform.security.Caller;
import io.centossrv.rest.CallerPrincipal;
import jakarta.ws.rs.core.SecurityContext;

/** Takes the caller out of a request. */
final class Callers {
    private Callers() {}

    static Caller of(SecurityContext security) {
        if (security.getUserPrincipal() instanceof CallerPrincipal principal) {
            return principal.caller();
        }
        throw new IllegalStateException("A request reached a resource without having been authenticated.");
    }
}
