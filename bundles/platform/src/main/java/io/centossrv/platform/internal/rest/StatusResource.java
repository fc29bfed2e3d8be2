// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.rest;

import io.centossrv.platform.internal.status.Status;
import io.centossrv.platform.internal.status.StatusReport;
import io.centossrv.rest.RequiresPermission;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@code /api/v1/status}. */
@Path("status")
@Produces(MediaType.APPLICATION_JSON)
public final class StatusResource {
    private final StatusReport report;

    StatusResource(StatusReport report) {
        this.report = report;
    }

    /** {@code getStatus}: 200. */
    @GET
    @RequiresPermission("status:read")
    public Status get() {
        return report.now();
    }
}
