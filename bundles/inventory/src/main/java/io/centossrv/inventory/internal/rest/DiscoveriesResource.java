// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.rest;

import io.centossrv.inventory.internal.discovery.Discovery;
import io.centossrv.inventory.internal.discovery.DiscoveryId;
import io.centossrv.inventory.internal.discovery.KnownHost;
import io.centossrv.inventory.internal.service.DiscoveryService;
import io.centossrv.platform.page.PageRequest;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** {@code /api/v1/discoveries}: looks at networks for hosts. */
@Path("discoveries")
@Produces(MediaType.APPLICATION_JSON)
public final class DiscoveriesResource {
    private static final String PATH = "/api/v1/discoveries";
    private static final String ID = "discovery";

    private final DiscoveryService discoveries;

    DiscoveriesResource(DiscoveryService discoveries) {
        this.discoveries = discoveries;
    }

    /** Where to look. */
    public record Request(String network, Optional<List<Integer>> ports) {
        public Request {
            Objects.requireNonNull(network, "network");
        }
    }

    /** How far it is. */
    public record DiscoveryBody(
            String id,
            String network,
            List<Integer> ports,
            String actor,
            String state,
            int addresses,
            int probed,
            int found,
            Instant startedAt,
            Optional<Instant> endedAt) {
        static DiscoveryBody of(Discovery discovery) {
            return new DiscoveryBody(
                    discovery.id().toString(),
                    discovery.network(),
                    discovery.ports(),
                    discovery.actor(),
                    discovery.state().name().toLowerCase(Locale.ROOT),
                    discovery.addresses(),
                    discovery.probed(),
                    discovery.found(),
                    discovery.startedAt(),
                    discovery.endedAt());
        }
    }

    /** Something that answered. */
    public record HostBody(
            String address,
            int port,
            Optional<String> hostname,
            Optional<String> banner,
            Optional<String> keyType,
            Optional<String> fingerprint,
            Instant seenAt,
            Optional<LikenessBody> node) {
        static HostBody of(KnownHost known) {
            return new HostBody(
                    known.host().address(),
                    known.host().port(),
                    known.host().hostname(),
                    Optional.of(known.host().banner()).filter(text -> !text.isEmpty()),
                    known.host().keyType(),
                    known.host().fingerprint(),
                    known.host().seenAt(),
                    known.node()
                            .map(node ->
                                    new LikenessBody(node.node().toString(), node.name(), node.state(), node.by())));
        }
    }

    /** Which node it looks like, and by what. */
    public record LikenessBody(String id, String name, String state, String by) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("node:discover")
    public Response start(Request request, @Context SecurityContext security) {
        Discovery discovery = discoveries.start(
                Callers.of(security), request.network(), request.ports().orElse(List.of()));
        return Response.accepted(DiscoveryBody.of(discovery))
                .location(URI.create(PATH + "/" + discovery.id()))
                .build();
    }

    @GET
    @RequiresPermission("node:discover")
    public ListBody<DiscoveryBody> list() {
        return new ListBody<>(discoveries.list().stream().map(DiscoveryBody::of).toList(), Optional.empty());
    }

    @GET
    @Path("{discovery}")
    @RequiresPermission("node:discover")
    public DiscoveryBody show(@PathParam(ID) DiscoveryId id) {
        return DiscoveryBody.of(discoveries.find(id));
    }

    @GET
    @Path("{discovery}/hosts")
    @RequiresPermission("node:discover")
    public ListBody<HostBody> hosts(
            @PathParam(ID) DiscoveryId id, @QueryParam("limit") Integer limit, @QueryParam("cursor") String cursor) {
        PageRequest request = PageParameters.of(limit, cursor);
        return ListBody.of(
                discoveries.hosts(id, request).map(HostBody::of), PATH + "/" + id + "/hosts", request.limit());
    }

    @POST
    @Path("{discovery}/cancel")
    @RequiresPermission("node:discover")
    public DiscoveryBody cancel(@PathParam(ID) DiscoveryId id, @Context SecurityContext security) {
        return DiscoveryBody.of(discoveries.cancel(Callers.of(security), id));
    }
}
