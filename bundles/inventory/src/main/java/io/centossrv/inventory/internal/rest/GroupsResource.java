// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.rest;

import io.centossrv.inventory.Node;
import io.centossrv.inventory.NodeName;
import io.centossrv.inventory.Selection;
import io.centossrv.inventory.internal.group.Group;
import io.centossrv.inventory.internal.service.GroupAdminService;
import io.centossrv.inventory.internal.service.GroupAdminService.Named;
import io.centossrv.inventory.internal.service.StoredInventoryService;
import io.centossrv.platform.page.PageRequest;
import io.centossrv.rest.ListBody;
import io.centossrv.rest.PageParameters;
import io.centossrv.rest.RequiresPermission;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import java.util.Objects;
import java.util.Optional;

/** {@code /api/v1/groups}. */
@Path("groups")
@Produces(MediaType.APPLICATION_JSON)
public final class GroupsResource {
    private static final String PATH = "/api/v1/groups";
    private static final int NODES_SHOWN = 1_000;

    private final StoredInventoryService inventory;
    private final GroupAdminService groups;

    GroupsResource(StoredInventoryService inventory, GroupAdminService groups) {
        this.inventory = inventory;
        this.groups = groups;
    }

    /** A group as it is made. */
    public record GroupDraft(
            String name,
            Optional<String> description,
            Optional<String> target,
            Optional<List<String>> nodes,
            Optional<List<String>> groups) {
        public GroupDraft {
            Objects.requireNonNull(name, "name");
        }
    }

    /** What is put in or taken out. */
    public record MembersBody(Optional<List<String>> nodes, Optional<List<String>> groups) {
        Named named() {
            return new Named(nodes.orElse(List.of()), groups.orElse(List.of()));
        }
    }

    /** A group. */
    public record GroupBody(
            String name,
            String kind,
            String description,
            Optional<String> target,
            int members,
            List<String> groups,
            String createdBy,
            Instant createdAt,
            Optional<Integer> count,
            Optional<Integer> unknown,
            Optional<List<String>> nodes) {
        static GroupBody of(Group group) {
            return of(group, Optional.empty());
        }

        static GroupBody of(Group group, Optional<Selection> selection) {
            return new GroupBody(
                    group.name(),
                    group.target().isPresent() ? "dynamic" : "static",
                    group.description(),
                    group.target(),
                    group.members(),
                    group.parts(),
                    group.createdBy(),
                    group.createdAt(),
                    selection.map(found -> found.nodes().size()),
                    selection.map(Selection::unknown),
                    selection.map(found -> found.nodes().stream()
                            .limit(NODES_SHOWN)
                            .map(Node::name)
                            .flatMap(Optional::stream)
                            .map(NodeName::value)
                            .toList()));
        }
    }

    @GET
    @RequiresPermission("group:read")
    public ListBody<GroupBody> list(@QueryParam("limit") Integer limit, @QueryParam("cursor") String cursor) {
        PageRequest request = PageParameters.of(limit, cursor);
        return ListBody.of(groups.list(request).map(GroupBody::of), PATH, request.limit());
    }

    @GET
    @Path("{group}")
    @RequiresPermission("group:read")
    public GroupBody show(@PathParam("group") String name) {
        Group group = groups.find(name);
        return GroupBody.of(group, Optional.of(inventory.preview("@" + group.name())));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("group:add")
    public Response add(GroupDraft draft, @Context SecurityContext security) {
        Group group = groups.add(
                Callers.of(security),
                draft.name(),
                draft.description().orElse(""),
                draft.target(),
                new MembersBody(draft.nodes(), draft.groups()).named());
        return Response.created(URI.create(PATH + "/" + group.name()))
                .entity(GroupBody.of(group))
                .build();
    }

    @POST
    @Path("{group}/add")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("group:add")
    public GroupBody put(@PathParam("group") String name, MembersBody members, @Context SecurityContext security) {
        return GroupBody.of(groups.put(Callers.of(security), name, members.named()));
    }

    @POST
    @Path("{group}/remove")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("group:remove")
    public GroupBody take(@PathParam("group") String name, MembersBody members, @Context SecurityContext security) {
        return GroupBody.of(groups.take(Callers.of(security), name, members.named()));
    }

    @DELETE
    @Path("{group}")
    @RequiresPermission("group:remove")
    public void remove(@PathParam("group") String name, @Context SecurityContext security) {
        groups.remove(Callers.of(security), name);
    }
}
