// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.rest;

import io.centossrv.platform.security.Caller;
import io.centossrv.rest.CallerPrincipal;
import jakarta.ws.rs.core.SecurityContext;

/** Who calls an operation that needs a permission. */
final class Callers {
    private Callers() {}

    static Caller of(SecurityContext security) {
        return ((CallerPrincipal) security.getUserPrincipal()).caller();
    }
}
