// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.rest;

import io.centossrv.inventory.Node;
import io.centossrv.inventory.NodeName;
import io.centossrv.inventory.Selection;
import io.centossrv.inventory.internal.service.StoredInventoryService;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorKind;
import io.centossrv.platform.page.PageRequest;
import io.centossrv.rest.PageParameters;
import io.centossrv.rest.RequiresPermission;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;

/** {@code /api/v1/targets}: what a target would select, before anything is done with it. */
@Path("targets")
@Produces(MediaType.APPLICATION_JSON)
public final class TargetsResource {
    private static final ErrorCode MISSING = new ErrorCode("target-missing", ErrorKind.USER);

    private final StoredInventoryService inventory;

    TargetsResource(StoredInventoryService inventory) {
        this.inventory = inventory;
    }

    /** A node of a preview. */
    public record SelectedBody(String id, String name, String state) {
        static SelectedBody of(Node node) {
            return new SelectedBody(
                    node.id().toString(),
                    node.name().map(NodeName::value).orElse(""),
                    node.state().name().toLowerCase(Locale.ROOT));
        }
    }

    /** What a target means now. */
    public record PreviewBody(String target, int count, int unknown, List<SelectedBody> items) {}

    @GET
    @RequiresPermission("node:read")
    public PreviewBody preview(@QueryParam("target") String target, @QueryParam("limit") Integer limit) {
        if (target == null) {
            throw new CentossrvException(MISSING, "Say which target: ?target=web*");
        }
        PageRequest request = PageParameters.of(limit, null);
        Selection selection = inventory.preview(target);
        return new PreviewBody(
                target,
                selection.nodes().size(),
                selection.unknown(),
                selection.nodes().stream()
                        .limit(request.limit())
                        .map(SelectedBody::of)
                        .toList());
    }
}
