// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.rest;

import io.centossrv.inventory.Facts;
import io.centossrv.inventory.Node;
import io.centossrv.inventory.NodeName;
import io.centossrv.inventory.internal.service.AuditedInventoryAdminService;
import io.centossrv.inventory.internal.service.HistoryService;
import io.centossrv.inventory.internal.service.StoredInventoryService;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorKind;
import io.centossrv.platform.page.Page;
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
import jakarta.ws.rs.core.SecurityContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.SortedMap;

/** {@code /api/v1/nodes}. */
@Path("nodes")
@Produces(MediaType.APPLICATION_JSON)
public final class NodesResource {
    private static final String PATH = "/api/v1/nodes";
    private static final ErrorCode FACTS_NOT_FOUND = new ErrorCode("facts-not-found", ErrorKind.NOT_FOUND);

    private final StoredInventoryService inventory;
    private final AuditedInventoryAdminService admin;
    private final HistoryService history;

    NodesResource(StoredInventoryService inventory, AuditedInventoryAdminService admin, HistoryService history) {
        this.inventory = inventory;
        this.admin = admin;
        this.history = history;
    }

    /** What an operator decides about a pending node. */
    public record Acceptance(String name) {
        public Acceptance {
            Objects.requireNonNull(name, "name");
        }
    }

    /** A node's facts. */
    public record FactsBody(SortedMap<String, Object> values, Instant observedAt, Instant receivedAt) {}

    @GET
    @RequiresPermission("node:read")
    public ListBody<NodeBody> list(
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor,
            @QueryParam("filter") String filter) {
        PageRequest request = PageParameters.of(limit, cursor);
        Page<Node> page = filter == null ? inventory.list(request) : inventory.list(request, filter);
        String path = filter == null ? PATH : PATH + "?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8);
        return ListBody.of(page.map(NodeBody::of), path, request.limit());
    }

    @GET
    @Path("{node}")
    @RequiresPermission("node:read")
    public NodeBody show(@PathParam("node") String node) {
        return NodeBody.of(inventory.named(node));
    }

    @GET
    @Path("{node}/facts")
    @RequiresPermission("node:read")
    public FactsBody facts(@PathParam("node") String node, @QueryParam("asOf") String asOf) {
        Node found = inventory.named(node);
        Facts facts = Times.of("asOf", asOf)
                .map(at -> history.facts(found.id(), at))
                .orElseGet(() -> inventory.facts(found.id()))
                .orElseThrow(() -> new CentossrvException(
                        FACTS_NOT_FOUND, "The node " + found.id() + " has not reported any facts yet."));
        return new FactsBody(facts.values(), facts.observedAt(), facts.receivedAt());
    }

    @POST
    @Path("{node}/accept")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("node:accept")
    public NodeBody accept(@PathParam("node") String node, Acceptance acceptance, @Context SecurityContext security) {
        NodeName name = NodeNames.of(acceptance.name());
        return NodeBody.of(
                admin.accept(Callers.of(security), inventory.named(node).id(), name));
    }

    @POST
    @Path("{node}/revoke")
    @RequiresPermission("node:revoke")
    public NodeBody revoke(@PathParam("node") String node, @Context SecurityContext security) {
        return NodeBody.of(
                admin.revoke(Callers.of(security), inventory.named(node).id()));
    }
}
