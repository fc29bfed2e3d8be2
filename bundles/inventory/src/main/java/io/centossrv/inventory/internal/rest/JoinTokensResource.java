// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.rest;

import io.centossrv.inventory.IssuedJoinToken;
import io.centossrv.inventory.JoinToken;
import io.centossrv.inventory.JoinTokenTerms;
import io.centossrv.inventory.internal.service.AuditedJoinTokenService;
import io.centossrv.platform.page.PageRequest;
import io.centossrv.protocol.NodeId;
import io.centossrv.rest.ListBody;
import io.centossrv.rest.PageParameters;
import io.centossrv.rest.RequiresPermission;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@code /api/v1/join-tokens}. */
@Path("join-tokens")
@Produces(MediaType.APPLICATION_JSON)
public final class JoinTokensResource {
    private final AuditedJoinTokenService tokens;

    JoinTokensResource(AuditedJoinTokenService tokens) {
        this.tokens = tokens;
    }

    /** What token to make. */
    public record Request(
            Optional<String> lifetime,
            Optional<Integer> uses,
            Optional<String> site,
            Optional<Map<String, String>> tags,
            Optional<String> namePattern) {
        JoinTokenTerms terms() {
            return new JoinTokenTerms(
                    Lifetimes.of(lifetime), uses.orElse(1), site, new TreeMap<>(tags.orElse(Map.of())), namePattern);
        }
    }

    /** A token without its secret. */
    public record IssuedBody(
            String id,
            IssuedJoinToken.State state,
            int uses,
            int used,
            Optional<String> site,
            SortedMap<String, String> tags,
            Optional<String> namePattern,
            Optional<String> reissues,
            String createdBy,
            Instant createdAt,
            Instant expiresAt,
            Optional<Instant> revokedAt) {
        static IssuedBody of(IssuedJoinToken token) {
            return new IssuedBody(
                    token.id(),
                    token.state(),
                    token.terms().uses(),
                    token.used(),
                    token.terms().site(),
                    token.terms().tags(),
                    token.terms().namePattern(),
                    token.reissues().map(NodeId::toString),
                    token.createdBy(),
                    token.createdAt(),
                    token.expiresAt(),
                    token.revokedAt());
        }
    }

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
        return shownOnce(tokens.create(Callers.of(security), request.terms()));
    }

    @GET
    @RequiresPermission("join-token:read")
    public ListBody<IssuedBody> list(@QueryParam("limit") Integer limit, @QueryParam("cursor") String cursor) {
        PageRequest request = PageParameters.of(limit, cursor);
        return ListBody.of(tokens.list(request).map(IssuedBody::of), "/api/v1/join-tokens", request.limit());
    }

    @POST
    @Path("{token}/revoke")
    @RequiresPermission("join-token:revoke")
    public IssuedBody revoke(@PathParam("token") String token, @Context SecurityContext security) {
        return IssuedBody.of(tokens.revoke(Callers.of(security), token));
    }

    /** Answers with a token's text, which nothing on the way may keep. */
    static Response shownOnce(JoinToken token) {
        CacheControl never = new CacheControl();
        never.setNoStore(true);
        return Response.status(Response.Status.CREATED)
                .cacheControl(never)
                .entity(new TokenBody(token.id(), token.text(), token.expiresAt()))
                .build();
    }
}
