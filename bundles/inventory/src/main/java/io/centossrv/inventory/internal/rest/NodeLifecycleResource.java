// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.rest;

import io.centossrv.inventory.Node;
import io.centossrv.inventory.internal.service.AuditedJoinTokenService;
import io.centossrv.inventory.internal.service.AuditedNodeAdminService;
import io.centossrv.inventory.internal.service.StoredInventoryService;
import io.centossrv.platform.security.Caller;
import io.centossrv.protocol.NodeId;
import io.centossrv.rest.RequiresPermission;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Objects;
import java.util.Optional;

/** What becomes of a node: {@code /api/v1/nodes/{node}/…}. */
@Path("nodes")
@Produces(MediaType.APPLICATION_JSON)
public final class NodeLifecycleResource {
    private static final String NODE = "node";

    private final StoredInventoryService inventory;
    private final AuditedNodeAdminService admin;
    private final AuditedJoinTokenService tokens;

    NodeLifecycleResource(
            StoredInventoryService inventory, AuditedNodeAdminService admin, AuditedJoinTokenService tokens) {
        this.inventory = inventory;
        this.admin = admin;
        this.tokens = tokens;
    }

    /** Another name. */
    public record Renaming(String name) {
        public Renaming {
            Objects.requireNonNull(name, "name");
        }
    }

    /** Why a node is to rest. */
    public record Quarantine(String reason) {
        public Quarantine {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** How long the token lives. */
    public record Reissue(Optional<String> lifetime) {}

    /** Which node takes the place: a name, an id or a fingerprint. */
    public record Replacement(String by) {
        public Replacement {
            Objects.requireNonNull(by, "by");
        }
    }

    /** A change of one node. */
    @FunctionalInterface
    private interface Change {
        Node of(Caller caller, NodeId id);
    }

    @POST
    @Path("{node}/reject")
    @RequiresPermission("node:reject")
    public NodeBody reject(@PathParam(NODE) String node, @Context SecurityContext security) {
        return change(node, security, admin::reject);
    }

    @POST
    @Path("{node}/rename")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("node:rename")
    public NodeBody rename(@PathParam(NODE) String node, Renaming renaming, @Context SecurityContext security) {
        return change(node, security, (caller, id) -> admin.rename(caller, id, NodeNames.of(renaming.name())));
    }

    @POST
    @Path("{node}/retire")
    @RequiresPermission("node:retire")
    public NodeBody retire(@PathParam(NODE) String node, @Context SecurityContext security) {
        return change(node, security, admin::retire);
    }

    @POST
    @Path("{node}/quarantine")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("node:quarantine")
    public NodeBody quarantine(@PathParam(NODE) String node, Quarantine asked, @Context SecurityContext security) {
        return change(node, security, (caller, id) -> admin.quarantine(caller, id, asked.reason()));
    }

    @POST
    @Path("{node}/release")
    @RequiresPermission("node:release")
    public NodeBody release(@PathParam(NODE) String node, @Context SecurityContext security) {
        return change(node, security, admin::release);
    }

    @POST
    @Path("{node}/replace")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("node:replace")
    public NodeBody replace(@PathParam(NODE) String node, Replacement asked, @Context SecurityContext security) {
        NodeId fresh = inventory.named(asked.by()).id();
        return change(node, security, (caller, id) -> admin.replace(caller, id, fresh));
    }

    @POST
    @Path("{node}/reissue")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("node:reissue")
    public Response reissue(@PathParam(NODE) String node, Reissue asked, @Context SecurityContext security) {
        NodeId id = inventory.named(node).id();
        return JoinTokensResource.shownOnce(tokens.reissue(Callers.of(security), id, Lifetimes.of(asked.lifetime())));
    }

    private NodeBody change(String node, SecurityContext security, Change change) {
        return NodeBody.of(change.of(Callers.of(security), inventory.named(node).id()));
    }
}
