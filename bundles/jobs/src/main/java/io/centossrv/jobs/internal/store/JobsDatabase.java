// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.store;

import io.centossrv.persistence.Database;
import io.centossrv.persistence.Persistence;
import io.centossrv.persistence.Schema;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The domain's schema, up to date. Its stores are made from it. */
@Component(service = JobsDatabase.class)
public final class JobsDatabase {
    private final Database database;

    @Activate
    public JobsDatabase(@Reference Persistence persistence) {
        database = persistence.open(Schema.of(
                "jobs",
                JobsDatabase.class,
                "001-jobs.sql",
                "002-rollouts.sql",
                "003-freezes.sql",
                "004-schedules.sql",
                "005-output.sql",
                "006-pauses.sql"));
    }

    Database database() {
        return database;
    }
}
