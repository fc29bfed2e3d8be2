// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.rest;

import io.centossrv.inventory.internal.history.Difference;
import io.centossrv.inventory.internal.service.HistoryService;
import io.centossrv.inventory.internal.service.StoredInventoryService;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorKind;
import io.centossrv.protocol.NodeId;
import io.centossrv.rest.RequiresPermission;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@code /api/v1/nodes/{node}/diff}: how a node differs from another one, or from what it was. */
@Path("nodes/{node}/diff")
@Produces(MediaType.APPLICATION_JSON)
public final class NodeDiffResource {
    private static final ErrorCode INVALID = new ErrorCode("diff-invalid", ErrorKind.USER);
    private static final int MOST = 20_000;

    private final StoredInventoryService inventory;
    private final HistoryService history;

    NodeDiffResource(StoredInventoryService inventory, HistoryService history) {
        this.inventory = inventory;
        this.history = history;
    }

    /** All differences, at most 20,000. */
    public record DiffBody(int count, boolean truncated, List<Difference> items) {}

    @GET
    @RequiresPermission("node:read")
    public DiffBody diff(
            @PathParam("node") String node, @QueryParam("with") String other, @QueryParam("since") String since) {
        if ((other == null) == (since == null)) {
            throw new CentossrvException(INVALID, "Say one of: with another node, or since a time.");
        }
        NodeId id = inventory.named(node).id();
        Optional<Instant> from = Times.of("since", since);
        List<Difference> differences = from.isPresent()
                ? history.since(id, from.orElseThrow())
                : history.between(id, inventory.named(other).id());
        return new DiffBody(
                differences.size(),
                differences.size() > MOST,
                differences.stream().limit(MOST).toList());
    }
}
