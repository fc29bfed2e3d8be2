// SPDX-License-Identifier: Apache-2.0
package io.centossrv.access.internal.rest;

import io.centossrv.platform.security.Caller;
import io.centossrv.rest.CallerPrincipal;
import io.centossrv.rest.RequiresPermission;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;

/** {@code /api/v1/whoami}. */
@Path("whoami")
@Produces(MediaType.APPLICATION_JSON)
public final class WhoamiResource {
    /** The caller. */
    public record Whoami(String user, List<String> grants) {}

    @GET
    @RequiresPermission("account:read")
    public Whoami whoami(@Context SecurityContext security) {
        Caller caller = ((CallerPrincipal) security.getUserPrincipal()).caller();
        return new Whoami(caller.name(), caller.grants().stream().sorted().toList());
    }
}
