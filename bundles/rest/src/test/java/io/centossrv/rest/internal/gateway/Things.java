// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.gateway;

import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.DomainUnavailable;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorDetail;
import io.centossrv.platform.ErrorKind;
import io.centossrv.platform.page.Page;
import io.centossrv.rest.ListBody;
import io.centossrv.rest.PageParameters;
import io.centossrv.rest.RequiresPermission;
import io.centossrv.rest.RestApplication;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** An application to test with. */
record Things(String domain, String version, Set<String> nouns, Set<Object> resources, String openApi)
        implements RestApplication {
    static final String OPEN_API = """
            paths:
              /things:
                get: {operationId: listThings, responses: {200: {description: a page}}}
                post: {operationId: makeThing, responses: {201: {description: made}}}
              /things/{id}:
                parameters: [{name: id, in: path, required: true, schema: {type: string}}]
                get: {operationId: getThing, responses: {200: {description: one}}}
              /things/late:
                get: {operationId: lateThing, responses: {200: {description: late}}}
              /things/errors/{kind}:
                parameters: [{name: kind, in: path, required: true, schema: {type: string}}]
                get: {operationId: failThing, responses: {default: {$ref: '#/components/responses/Problem'}}}
              /things/uploads:
                post: {operationId: uploadThing, responses: {200: {description: length}}}
            """;

    static Things version(String version) {
        return of(version, new Resource(version));
    }

    static Things of(String version, Object... resources) {
        return new Things("things", version, Set.of("things"), Set.of(resources), OPEN_API);
    }

    enum Colour {
        DARK_RED,
        BLUE
    }

    record Thing(
            String name, Optional<String> note, Colour colour, Instant at, Duration span, Map<Colour, Integer> counts) {
        Thing {
            Objects.requireNonNull(name, "name");
            if (name.isEmpty()) {
                throw new IllegalArgumentException("the name is empty");
            }
        }
    }

    /** Its resource; public, as Jersey wants it. */
    @Path("things")
    @Produces("application/json")
    public static final class Resource {
        static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
        final BlockingQueue<AsyncResponse> late = new LinkedBlockingQueue<>();
        private final String version;

        Resource(String version) {
            this.version = version;
        }

        @GET
        @RequiresPermission("thing:read")
        public ListBody<Thing> list(@QueryParam("limit") Integer limit, @QueryParam("cursor") String cursor) {
            int size = PageParameters.of(limit, cursor).limit();
            Thing thing = new Thing(
                    version, Optional.empty(), Colour.DARK_RED, AT, Duration.ofSeconds(5), Map.of(Colour.BLUE, 1));
            return ListBody.of(new Page<>(List.of(thing), Optional.of("k1")), "/api/v1/things", size);
        }

        @POST
        @Consumes("application/json")
        @RequiresPermission("thing:create")
        public Response make(
                Thing thing, @HeaderParam("Idempotency-Key") String key, @Context SecurityContext security) {
            return Response.created(URI.create("/api/v1/things/" + thing.name()))
                    .entity(Map.of(
                            "name", thing.name(),
                            "note", thing.note().orElse("none"),
                            "key", Optional.ofNullable(key).orElse("none"),
                            "by", security.getUserPrincipal().getName()))
                    .build();
        }

        @GET
        @Path("{id}")
        @RequiresPermission("thing:read")
        public Map<String, String> get(@PathParam("id") String id) {
            return Map.of("id", id, "version", version);
        }

        @GET
        @Path("late")
        @RequiresPermission("thing:read")
        public void late(@Suspended AsyncResponse response) {
            late.add(response);
        }

        @POST
        @Path("uploads")
        @Consumes("application/octet-stream")
        @RequiresPermission("thing:create")
        public Map<String, Long> upload(java.io.InputStream body) throws java.io.IOException {
            return Map.of("length", body.transferTo(java.io.OutputStream.nullOutputStream()));
        }

        @GET
        @Path("errors/{kind: [a-z]{1,20}}")
        @RequiresPermission("thing:read")
        public Response fail(@PathParam("kind") String kind) {
            return switch (kind) {
                case "crash" -> throw new IllegalStateException("a secret of ours");
                case "gone" -> throw new DomainUnavailable("inventory");
                case "login" ->
                    throw new NotAuthorizedException(
                            new CentossrvException(new ErrorCode("login-failed", ErrorKind.DENIED), "No."), "Bearer");
                case "places" ->
                    throw new CentossrvException(
                            new ErrorCode("thing-invalid", ErrorKind.USER),
                            "The thing is wrong.",
                            List.of(new ErrorDetail("first.yml", 3, 5, "Here.")));
                case "bare" -> Response.status(409).build();
                case "unwritable" -> Response.ok(new Object()).build();
                default ->
                    throw new CentossrvException(
                            new ErrorCode("thing-" + kind, ErrorKind.valueOf(kind.toUpperCase(java.util.Locale.ROOT))),
                            "It failed.");
            };
        }
    }
}
