// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import java.time.Instant;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lets go what is too old, and things that no node has or had. */
@Component(service = HistorySweepStore.class)
public final class HistorySweepStore {
    private static final String ORPHANS = """
            delete from items i
             where i.since < ?
               and not exists (select 1 from (
                       select unnest(items) as id from node_items
                       union select unnest(added) from item_changes
                       union select unnest(removed) from item_changes) used where used.id = i.id)
            """;

    private final InventoryDatabase inventory;

    @Activate
    public HistorySweepStore(@Reference InventoryDatabase inventory) {
        this.inventory = inventory;
    }

    /** Forgets changes from before a time; returns how many. */
    public int forget(Instant before) {
        return inventory.database().inTransaction(transaction -> {
            int gone = Sql.update(transaction, "delete from fact_changes where at < ?", before)
                    + Sql.update(transaction, "delete from item_changes where at < ?", before);
            Sql.update(transaction, "update histories set since = ? where since < ?", before, before);
            return gone;
        });
    }

    /** Removes things that nobody has had since a time; returns how many. */
    public int removeOrphans(Instant before) {
        return inventory.database().inTransaction(transaction -> Sql.update(transaction, ORPHANS, before));
    }
}
