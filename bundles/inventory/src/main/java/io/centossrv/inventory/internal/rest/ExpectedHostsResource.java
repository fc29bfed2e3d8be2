// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.rest;

import io.centossrv.inventory.internal.expected.ExpectedHost;
import io.centossrv.inventory.internal.expected.HostImport;
import io.centossrv.inventory.internal.expected.Imported;
import io.centossrv.inventory.internal.label.Label;
import io.centossrv.inventory.internal.service.ExpectedHostService;
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
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** {@code /api/v1/expected-hosts}: hosts of other systems that are no nodes yet. */
@Path("expected-hosts")
@Produces(MediaType.APPLICATION_JSON)
public final class ExpectedHostsResource {
    private final ExpectedHostService expected;

    ExpectedHostsResource(ExpectedHostService expected) {
        this.expected = expected;
    }

    /** What another system knows. */
    public record ImportBody(
            String source, List<HostDraft> hosts, Optional<List<GroupDraft>> groups, Optional<Boolean> dryRun) {
        public ImportBody {
            Objects.requireNonNull(source, "source");
            hosts = List.copyOf(Objects.requireNonNull(hosts, "hosts"));
        }

        HostImport draft() {
            return new HostImport(
                    source,
                    hosts.stream().map(HostDraft::draft).toList(),
                    groups.orElse(List.of()).stream()
                            .map(group -> new HostImport.Group(
                                    group.name(), group.groups().orElse(List.of())))
                            .toList());
        }
    }

    /** A host. */
    public record HostDraft(String name, Optional<List<String>> labels, Optional<List<String>> groups) {
        public HostDraft {
            Objects.requireNonNull(name, "name");
        }

        HostImport.Host draft() {
            return new HostImport.Host(
                    NodeNames.of(name),
                    labels.orElse(List.of()).stream().map(Label::parse).toList(),
                    groups.orElse(List.of()));
        }
    }

    /** A group and the groups in it. */
    public record GroupDraft(String name, Optional<List<String>> groups) {
        public GroupDraft {
            Objects.requireNonNull(name, "name");
        }
    }

    /** What became of one thing. */
    public record ImportedBody(String kind, String name, String change) {
        static ImportedBody of(Imported imported) {
            return new ImportedBody(word(imported.kind()), imported.name(), word(imported.change()));
        }

        private static String word(Enum<?> value) {
            return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** An expected host. */
    public record ExpectedHostBody(
            String name, List<String> labels, List<String> groups, String source, String importedBy, Instant since) {
        static ExpectedHostBody of(ExpectedHost host) {
            return new ExpectedHostBody(
                    host.name().value(),
                    host.labels().stream().map(Label::toString).toList(),
                    host.groups(),
                    host.source(),
                    host.actor(),
                    host.since());
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("expected-host:import")
    public ListBody<ImportedBody> take(ImportBody body, @Context SecurityContext security) {
        return new ListBody<>(
                expected.take(Callers.of(security), body.draft(), body.dryRun().orElse(false)).stream()
                        .map(ImportedBody::of)
                        .toList(),
                Optional.empty());
    }

    @GET
    @RequiresPermission("expected-host:read")
    public ListBody<ExpectedHostBody> list(@QueryParam("limit") Integer limit, @QueryParam("cursor") String cursor) {
        PageRequest request = PageParameters.of(limit, cursor);
        return ListBody.of(expected.list(request).map(ExpectedHostBody::of), "/api/v1/expected-hosts", request.limit());
    }

    @DELETE
    @Path("{name}")
    @RequiresPermission("expected-host:remove")
    public void remove(@PathParam("name") String name, @Context SecurityContext security) {
        expected.remove(Callers.of(security), name);
    }
}
