// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import io.centossrv.inventory.Facts;
import io.centossrv.persistence.Database;
import io.centossrv.protocol.NodeId;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps the newest facts of each node. */
@Component(service = PostgresFactStore.class)
public final class PostgresFactStore {
    // A report may come twice, after a newer one of the same link; then the newer one stays. A node's clock may also be
    // set
    // back, so facts from before the present link give way to whatever is reported on it.
    private static final String UPSERT = """
            insert into facts as f (node, content, observed_at, received_at)
            select n.id, ?::jsonb, ?, ? from nodes n where n.id = ? and n.standing in ('accepted', 'quarantined')
            on conflict (node) do update
               set content = excluded.content, observed_at = excluded.observed_at, received_at = excluded.received_at
             where f.observed_at <= excluded.observed_at
                or f.received_at < (select l.up_at from links l where l.node = f.node)
            """;

    private final Database database;

    @Activate
    public PostgresFactStore(@Reference InventoryDatabase inventory) {
        this.database = inventory.database();
    }

    /** Keeps facts, once however often it is called; nothing where they are older than what is kept, or of no node. */
    public void put(NodeId node, Facts facts) {
        String content = FactsJson.write(facts.values());
        database.inTransaction(
                transaction -> Sql.update(transaction, UPSERT, content, facts.observedAt(), facts.receivedAt(), node));
    }

    public Optional<Facts> find(NodeId node) {
        return database.read(transaction -> Sql.query(
                        transaction,
                        row -> new Facts(
                                FactsJson.read(row.getString("content")),
                                Sql.instant(row, "observed_at").orElseThrow(),
                                Sql.instant(row, "received_at").orElseThrow()),
                        "select content, observed_at, received_at from facts where node = ?",
                        node)
                .stream()
                .findFirst());
    }
}
