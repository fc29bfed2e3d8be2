// SPDX-License-Identifier: Apache-2.0
package io.centossrv.access.internal.rest;

import io.centossrv.access.internal.token.Tickets;
import io.centossrv.rest.CallerPrincipal;
import io.centossrv.rest.RequiresPermission;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

/** {@code /api/v1/tickets}. */
@Path("tickets")
@Produces(MediaType.APPLICATION_JSON)
public final class TicketsResource {
    private final Tickets tickets;

    TicketsResource(Tickets tickets) {
        this.tickets = tickets;
    }

    @POST
    @RequiresPermission("event:read")
    public Response create(@Context SecurityContext security) {
        Tickets.Ticket ticket = tickets.issue(((CallerPrincipal) security.getUserPrincipal()).caller());
        return Response.status(Response.Status.CREATED)
                .entity(ticket)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
