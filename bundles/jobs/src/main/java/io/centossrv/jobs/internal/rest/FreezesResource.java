// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.rest;

import io.centossrv.jobs.internal.freeze.Freezes;
import io.centossrv.jobs.internal.state.Freeze;
import io.centossrv.rest.ListBody;
import io.centossrv.rest.RequiresPermission;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** {@code /api/v1/freezes}. */
@Path("freezes")
@Produces(MediaType.APPLICATION_JSON)
public final class FreezesResource {
    private static final String PATH = "/api/v1/freezes";

    private final Freezes freezes;

    FreezesResource(Freezes freezes) {
        this.freezes = freezes;
    }

    /** Which nodes are frozen, and why. */
    public record NewFreezeBody(Optional<String> target, String reason) {
        public NewFreezeBody {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** A freeze as the API shows it. */
    public record FreezeBody(String id, String target, String reason, String actor, Instant at) {
        static FreezeBody of(Freeze freeze) {
            return new FreezeBody(
                    freeze.id().toString(), freeze.target(), freeze.reason(), freeze.actor(), freeze.at());
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("freeze:create")
    public Response create(NewFreezeBody body, @Context SecurityContext security) {
        Freeze freeze = freezes.freeze(Callers.of(security), body.target().orElse("*"), body.reason());
        return Response.status(Response.Status.CREATED)
                .header("Location", PATH + "/" + freeze.id())
                .entity(FreezeBody.of(freeze))
                .build();
    }

    @GET
    @RequiresPermission("freeze:read")
    public ListBody<FreezeBody> list() {
        return new ListBody<>(freezes.list().stream().map(FreezeBody::of).toList(), Optional.empty());
    }

    @DELETE
    @Path("{freeze}")
    @RequiresPermission("freeze:lift")
    public FreezeBody lift(@PathParam("freeze") UUID freeze, @Context SecurityContext security) {
        return FreezeBody.of(freezes.lift(Callers.of(security), freeze));
    }
}
