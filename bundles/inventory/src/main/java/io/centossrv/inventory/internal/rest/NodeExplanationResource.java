// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.rest;

import io.centossrv.inventory.Finding;
import io.centossrv.inventory.NodeExplanation;
import io.centossrv.inventory.internal.service.StoredExplanationService;
import io.centossrv.inventory.internal.service.StoredInventoryService;
import io.centossrv.rest.RequiresPermission;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** {@code /api/v1/nodes/{node}/explain}. */
@Path("nodes")
@Produces(MediaType.APPLICATION_JSON)
public final class NodeExplanationResource {
    private final StoredInventoryService inventory;
    private final StoredExplanationService explanations;

    NodeExplanationResource(StoredInventoryService inventory, StoredExplanationService explanations) {
        this.inventory = inventory;
        this.explanations = explanations;
    }

    /** Why it is as it is. */
    public record ExplanationBody(NodeBody node, List<Finding> findings) {}

    @GET
    @Path("{node}/explain")
    @RequiresPermission("node:read")
    public ExplanationBody explain(@PathParam("node") String node) {
        NodeExplanation explanation = explanations.explain(inventory.named(node).id());
        return new ExplanationBody(NodeBody.of(explanation.node()), explanation.findings());
    }
}
