// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import io.centossrv.inventory.Facts;
import io.centossrv.persistence.Database;
import io.centossrv.persistence.Transaction;
import io.centossrv.protocol.NodeId;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps the newest facts of each node, as they came and as values for targets. */
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
        database.inTransaction(transaction -> {
            Map<String, Object> before = Sql.query(
                            transaction,
                            row -> FactsJson.read(row.getString("content")),
                            "select content from facts where node = ? for update",
                            node)
                    .stream()
                    .findFirst()
                    .<Map<String, Object>>map(found -> found)
                    .orElseGet(Map::of);
            int kept = Sql.update(transaction, UPSERT, content, facts.observedAt(), facts.receivedAt(), node);
            if (kept > 0) {
                index(transaction, node, before, facts.values());
            }
            return kept;
        });
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

    /** Writes what changed, and that alone: most reports change little. */
    private static void index(
            Transaction transaction, NodeId node, Map<String, Object> before, SortedMap<String, Object> after)
            throws SQLException {
        Map<String, Object> changed = new HashMap<>(after);
        changed.entrySet().removeIf(fact -> Objects.equals(before.get(fact.getKey()), fact.getValue()));
        Set<String> stale = new java.util.HashSet<>(before.keySet());
        stale.removeIf(name -> after.containsKey(name) && !changed.containsKey(name));
        if (!stale.isEmpty()) {
            Sql.update(
                    transaction, "delete from fact_values where node = ? and name = any (?)", node, List.copyOf(stale));
        }
        FactRows rows = FactRows.of(changed);
        if (!rows.isEmpty()) {
            Sql.update(
                    transaction,
                    "insert into fact_values (node, name, position, value, number, order_key)"
                            + " select ?, * from unnest(?::text[], ?::int[], ?::text[], ?::bigint[], ?::bytea[])",
                    node,
                    rows.names().toArray(String[]::new),
                    rows.positions().toArray(Integer[]::new),
                    rows.values().toArray(String[]::new),
                    rows.numbers().toArray(Long[]::new),
                    rows.orderKeys().toArray(byte[][]::new));
        }
    }
}
