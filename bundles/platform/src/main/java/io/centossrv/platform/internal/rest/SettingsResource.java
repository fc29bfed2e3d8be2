// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.rest;

import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorDetail;
import io.centossrv.platform.ErrorKind;
import io.centossrv.platform.internal.settings.DeclaredSettings;
import io.centossrv.platform.internal.settings.SettingView;
import io.centossrv.rest.ListBody;
import io.centossrv.rest.RequiresPermission;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Optional;

/** {@code /api/v1/settings}. */
@Path("settings")
@Produces(MediaType.APPLICATION_JSON)
public final class SettingsResource {
    private static final ErrorCode INVALID = new ErrorCode("setting-invalid", ErrorKind.USER);

    private final DeclaredSettings settings;

    SettingsResource(DeclaredSettings settings) {
        this.settings = settings;
    }

    /** {@code listSettings}: 200, all of them: settings are declared in code, so there are few. */
    @GET
    @RequiresPermission("setting:read")
    public ListBody<SettingView> list() {
        return new ListBody<>(settings.list(), Optional.empty());
    }

    /** {@code setSetting}: 200, 404 {@code setting-unknown}, 422 {@code setting-invalid}. */
    @PUT
    @Path("{key}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("setting:write")
    public SettingView set(@PathParam("key") String key, SettingValue body, @Context SecurityContext security) {
        if (body == null || body.value() == null) {
            throw new CentossrvException(
                    INVALID, "The body needs a value.", List.of(ErrorDetail.at("/value", "must be a text")));
        }
        return settings.set(Callers.of(security), key, body.value());
    }

    /**
     * The body of a change.
     *
     * @param value the text; null where the body has none
     */
    public record SettingValue(String value) {}
}
