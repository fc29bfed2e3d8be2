// SPDX-License-Identifier: Apache-2.0
package io.centossrv.access.internal.store;

import io.centossrv.persistence.Database;
import io.centossrv.persistence.Persistence;
import io.centossrv.persistence.Schema;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The schema {@code access}, brought up to date before anything of this bundle starts. */
@Component(service = AccessDatabase.class)
public final class AccessDatabase {
    private final Database database;

    @Activate
    public AccessDatabase(@Reference Persistence persistence) {
        this.database = persistence.open(Schema.of("access", AccessDatabase.class, "001-accounts.sql"));
    }

    Database database() {
        return database;
    }
}
