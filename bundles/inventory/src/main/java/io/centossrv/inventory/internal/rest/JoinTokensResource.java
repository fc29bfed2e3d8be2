// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.rest;

import io.centossrv.inventory.JoinToken;
import io.centossrv.inventory.internal.InventoryErrors;
import io.centossrv.inventory.internal.service.AuditedInventoryAdminService;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorDetail;
import io.centossrv.rest.RequiresPermission;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** {@code /api/v1/join-tokens}. */
@Path("join-tokens")
@Produces(MediaType.APPLICATION_JSON)
public final class JoinTokensResource {
    private static final Duration USUAL_LIFETIME = Duration.ofHours(1);

    private final AuditedInventoryAdminService admin;

    JoinTokensResource(AuditedInventoryAdminService admin) {
        this.admin = admin;
    }

    /** What token to make. */
    public record Request(Optional<String> lifetime) {}

    /** The token, shown once. */
    public record TokenBody(String id, String token, Instant expiresAt) {
        @Override
        public String toString() {
            return "TokenBody[id=" + id + "]";
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("join-token:create")
    public Response create(Request request, @Context SecurityContext security) {
        JoinToken token = admin.createJoinToken(Callers.of(security), lifetime(request));
        CacheControl never = new CacheControl();
        never.setNoStore(true);
        return Response.status(Response.Status.CREATED)
                .cacheControl(never)
                .entity(new TokenBody(token.id(), token.text(), token.expiresAt()))
                .build();
    }

    private static Duration lifetime(Request request) {
        try {
            return request.lifetime().map(Duration::parse).orElse(USUAL_LIFETIME);
        } catch (DateTimeParseException e) {
            String problem = "A lifetime is an ISO-8601 duration such as PT1H.";
            throw new CentossrvException(
                    InventoryErrors.LIFETIME_INVALID, problem, List.of(ErrorDetail.at("/lifetime", problem)), e);
        }
    }
}
