// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.rest;

import io.centossrv.inventory.internal.label.Label;
import io.centossrv.inventory.internal.service.LabelAdminService;
import io.centossrv.inventory.internal.service.StoredInventoryService;
import io.centossrv.rest.RequiresPermission;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@code /api/v1/nodes/{node}/tags}. */
@Path("nodes/{node}/tags")
@Produces(MediaType.APPLICATION_JSON)
public final class NodeTagsResource {
    private final StoredInventoryService inventory;
    private final LabelAdminService labels;

    NodeTagsResource(StoredInventoryService inventory, LabelAdminService labels) {
        this.inventory = inventory;
        this.labels = labels;
    }

    /** What operators say of a node. */
    public record TagsBody(
            SortedMap<String, String> tags, SortedMap<String, String> meta, List<String> roles, Optional<String> site) {
        static TagsBody of(List<Label> labels) {
            return new TagsBody(
                    values(labels, Label.Kind.TAG),
                    values(labels, Label.Kind.META),
                    labels.stream()
                            .filter(label -> label.kind() == Label.Kind.ROLE)
                            .map(Label::name)
                            .toList(),
                    labels.stream()
                            .filter(label -> label.kind() == Label.Kind.SITE)
                            .map(Label::value)
                            .findFirst());
        }

        private static SortedMap<String, String> values(List<Label> labels, Label.Kind kind) {
            SortedMap<String, String> values = new TreeMap<>();
            labels.stream()
                    .filter(label -> label.kind() == kind)
                    .forEach(label -> values.put(label.name(), label.value()));
            return values;
        }
    }

    @GET
    @RequiresPermission("node:read")
    public TagsBody tags(@PathParam("node") String node) {
        return TagsBody.of(labels.of(inventory.named(node).id()));
    }
}
