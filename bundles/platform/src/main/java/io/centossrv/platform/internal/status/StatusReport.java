// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.status;

import io.centossrv.persistence.Persistence;
import io.centossrv.platform.internal.status.Status.DatabaseInfo;
import io.centossrv.platform.internal.status.Status.Part;
import io.centossrv.platform.internal.store.PlatformDatabase;
import io.centossrv.platform.plugin.PluginService;
import io.centossrv.platform.readiness.ReadinessService;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Puts together how the whole stands. Answers from memory. */
@Component(service = StatusReport.class)
public final class StatusReport {
    private static final String EMBEDDED_ADVICE =
            "The embedded database is supported up to 500 nodes; CENTOSSRV_DB_URL names an external PostgreSQL.";

    private final RunningRelease release;
    private final ReadinessService readiness;
    private final PlatformDatabase database;
    private final PluginService plugins;

    @Activate
    public StatusReport(
            @Reference RunningRelease release,
            @Reference ReadinessService readiness,
            @Reference PlatformDatabase database,
            @Reference PluginService plugins) {
        this.release = release;
        this.readiness = readiness;
        this.database = database;
        this.plugins = plugins;
    }

    /** Returns how the whole stands now. */
    public Status now() {
        List<Part> parts = readiness.parts().entrySet().stream()
                .map(part -> new Part(
                        part.getKey(),
                        part.getValue().isEmpty(),
                        Optional.of(part.getValue()).filter(obstacle -> !obstacle.isEmpty())))
                .toList();
        boolean ready = readiness.missing().isEmpty();
        return new Status(
                release.version(),
                ready ? "ready" : "degraded",
                parts,
                database.persistence().map(StatusReport::describe),
                plugins.list().size());
    }

    private static DatabaseInfo describe(Persistence persistence) {
        return new DatabaseInfo(
                persistence.serverVersion(),
                persistence.embedded(),
                persistence.embedded() ? Optional.of(EMBEDDED_ADVICE) : Optional.empty());
    }
}
