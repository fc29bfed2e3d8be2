// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.rest;

import io.centossrv.inventory.internal.service.LabelAdminService;
import io.centossrv.rest.RequiresPermission;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Objects;

/** {@code /api/v1/tags}: tags, metadata, roles and sites of the nodes that a target selects. */
@Path("tags")
@Produces(MediaType.APPLICATION_JSON)
public final class TagsResource {
    private final LabelAdminService labels;

    TagsResource(LabelAdminService labels) {
        this.labels = labels;
    }

    /** What is set or removed, each as {@code tag:env=prod}, {@code meta:owner=ops}, {@code role:web}, {@code site:x}. */
    public record TagChange(String target, List<String> tags) {
        public TagChange {
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(tags, "tags");
            tags = List.copyOf(tags);
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("tag:set")
    public LabelAdminService.Outcome set(TagChange change, @Context SecurityContext security) {
        return labels.set(Callers.of(security), change.target(), change.tags());
    }

    @POST
    @Path("remove")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("tag:remove")
    public LabelAdminService.Outcome remove(TagChange change, @Context SecurityContext security) {
        return labels.remove(Callers.of(security), change.target(), change.tags());
    }
}
