// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.rest;

import io.centossrv.platform.internal.plugin.Uploads;
import io.centossrv.platform.plugin.Plugin;
import io.centossrv.platform.plugin.PluginAdminService;
import io.centossrv.platform.plugin.PluginService;
import io.centossrv.platform.security.Caller;
import io.centossrv.rest.ListBody;
import io.centossrv.rest.RequiresPermission;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
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
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;

/** {@code /api/v1/plugins}. */
@Path("plugins")
@Produces(MediaType.APPLICATION_JSON)
public final class PluginsResource {
    private final PluginService plugins;
    private final PluginAdminService admin;
    private final Uploads uploads;

    PluginsResource(PluginService plugins, PluginAdminService admin, Uploads uploads) {
        this.plugins = plugins;
        this.admin = admin;
        this.uploads = uploads;
    }

    /** {@code listPlugins}: 200, all of them. */
    @GET
    @RequiresPermission("plugin:read")
    public ListBody<Plugin> list() {
        return new ListBody<>(plugins.list(), Optional.empty());
    }

    /**
     * {@code installPlugin}: 200 with the plan or the updated plugin, 201 with the installed one, 409
     * {@code plugin-exists}, 422 with the reason for which the archive was refused.
     */
    @POST
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    @RequiresPermission("plugin:install")
    public Response install(
            @QueryParam("plan") @DefaultValue("false") boolean plan,
            @QueryParam("update") @DefaultValue("false") boolean update,
            InputStream body,
            @Context SecurityContext security) {
        Caller caller = Callers.of(security);
        return uploads.with(body, archive -> {
            if (plan) {
                return Response.ok(admin.plan(archive)).build();
            }
            if (update) {
                return Response.ok(admin.update(caller, archive)).build();
            }
            Plugin plugin = admin.install(caller, archive);
            return Response.created(URI.create("/api/v1/plugins/" + plugin.id()))
                    .entity(plugin)
                    .build();
        });
    }

    /** {@code uninstallPlugin}: 204, 404 {@code plugin-not-found}. */
    @DELETE
    @Path("{id}")
    @RequiresPermission("plugin:install")
    public void uninstall(@PathParam("id") String id, @Context SecurityContext security) {
        admin.uninstall(Callers.of(security), id);
    }
}
