// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import io.centossrv.persistence.Database;
import io.centossrv.persistence.Persistence;
import io.centossrv.persistence.Schema;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The schema {@code inventory}, brought up to date before anything of this bundle starts. */
@Component(service = InventoryDatabase.class)
public final class InventoryDatabase {
    private final Database database;

    @Activate
    public InventoryDatabase(@Reference Persistence persistence) {
        this.database = persistence.open(Schema.of(
                "inventory",
                InventoryDatabase.class,
                "001-nodes.sql",
                "002-enrolment.sql",
                "003-targeting.sql",
                "004-history.sql",
                "005-discovery.sql",
                "006-expected-hosts.sql"));
    }

    Database database() {
        return database;
    }
}
