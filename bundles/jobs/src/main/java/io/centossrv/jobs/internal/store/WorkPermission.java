// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.store;

import io.centossrv.platform.security.Permission;

/** What somebody must hold to have a job's work done. */
final class WorkPermission {
    private WorkPermission() {}

    static Permission of(String kind, boolean predicts) {
        return switch (kind) {
            case "run" -> new Permission("job:run");
            case "play" -> new Permission(predicts ? "play:check" : "play:apply");
            default -> new Permission(kind + ":apply");
        };
    }
}
