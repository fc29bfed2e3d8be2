// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.rest;

import io.centossrv.inventory.internal.history.Section;
import io.centossrv.inventory.internal.history.Thing;
import io.centossrv.inventory.internal.service.HistoryService;
import io.centossrv.inventory.internal.service.StoredInventoryService;
import io.centossrv.platform.page.Page;
import io.centossrv.platform.page.PageRequest;
import io.centossrv.protocol.NodeId;
import io.centossrv.rest.ListBody;
import io.centossrv.rest.PageParameters;
import io.centossrv.rest.RequiresPermission;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** {@code /api/v1/nodes/{node}/inventory}: packages, services and the other things that a node has, or had. */
@Path("nodes/{node}/inventory")
@Produces(MediaType.APPLICATION_JSON)
public final class NodeInventoryResource {
    private final StoredInventoryService inventory;
    private final HistoryService history;

    NodeInventoryResource(StoredInventoryService inventory, HistoryService history) {
        this.inventory = inventory;
        this.history = history;
    }

    /** What there is of a kind. */
    public record SummaryBody(String kind, int count, Instant observedAt, Instant receivedAt, Instant since) {
        static SummaryBody of(Section.Summary summary) {
            return new SummaryBody(
                    summary.kind(), summary.count(), summary.observedAt(), summary.receivedAt(), summary.since());
        }
    }

    /** A thing. */
    public record ThingBody(String name, Optional<String> version, SortedMap<String, String> attributes) {
        static ThingBody of(Thing thing) {
            return new ThingBody(thing.name(), thing.version(), thing.attributes());
        }
    }

    @GET
    @RequiresPermission("node:read")
    public ListBody<SummaryBody> kinds(@PathParam("node") String node) {
        List<Section.Summary> summaries = history.summaries(id(node));
        return new ListBody<>(summaries.stream().map(SummaryBody::of).toList(), Optional.empty());
    }

    @GET
    @Path("{kind}")
    @RequiresPermission("node:read")
    public ListBody<ThingBody> things(
            @PathParam("node") String node,
            @PathParam("kind") String kind,
            @QueryParam("asOf") String asOf,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        PageRequest request = PageParameters.of(limit, cursor);
        Section section = history.section(id(node), kind, Times.of("asOf", asOf));
        // In the order of the names, and by id among those of one name: that is the key.
        List<Thing> rest = section.things().stream()
                .sorted((one, other) -> key(one).compareTo(key(other)))
                .filter(thing -> request.after()
                        .map(after -> key(thing).compareTo(after) > 0)
                        .orElse(true))
                .limit(request.limit() + 1L)
                .toList();
        String path = "/api/v1/nodes/" + encoded(node) + "/inventory/" + encoded(kind)
                + (asOf == null ? "" : "?asOf=" + encoded(asOf));
        return ListBody.of(
                Page.of(rest, request, NodeInventoryResource::key).map(ThingBody::of), path, request.limit());
    }

    private NodeId id(String node) {
        return inventory.named(node).id();
    }

    private static String key(Thing thing) {
        return thing.name() + " " + String.format("%010d", thing.id());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
