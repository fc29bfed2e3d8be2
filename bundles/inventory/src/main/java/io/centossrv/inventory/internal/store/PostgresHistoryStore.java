// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import io.centossrv.inventory.Facts;
import io.centossrv.inventory.internal.history.Section;
import io.centossrv.inventory.internal.history.Thing;
import io.centossrv.persistence.Transaction;
import io.centossrv.platform.CentossrvException;
import io.centossrv.protocol.NodeId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads what nodes have and had: the present state, with what was changed since put back. */
@Component(service = PostgresHistoryStore.class)
public final class PostgresHistoryStore {
    private static final String FACTS = "facts";

    private final InventoryDatabase inventory;

    @Activate
    public PostgresHistoryStore(@Reference InventoryDatabase inventory) {
        this.inventory = inventory;
    }

    /** Returns what kinds of things are known of a node. */
    public List<Section.Summary> summaries(NodeId node) {
        return inventory
                .database()
                .read(transaction -> Sql.query(
                        transaction,
                        row -> new Section.Summary(
                                row.getString("kind"),
                                row.getInt("count"),
                                Sql.instant(row, "observed_at").orElseThrow(),
                                Sql.instant(row, "received_at").orElseThrow(),
                                Sql.instant(row, "since").orElseThrow()),
                        Succession.HOLDERS
                                + "select i.kind, cardinality(i.items) as count, i.observed_at, i.received_at,"
                                + " coalesce((select min(since) from holders where section = i.kind), i.received_at)"
                                + " as since from node_items i where i.node = ? order by i.kind",
                        node,
                        node));
    }

    /**
     * Returns the things of one kind, as they were at a time where one is given.
     *
     * @throws CentossrvException {@code history-not-kept} where that is before what is kept
     */
    public Optional<Section> section(NodeId asked, String kind, Optional<Instant> at) {
        return inventory.database().read(transaction -> {
            NodeId node = at.isPresent() ? Succession.holder(transaction, asked, kind, at.orElseThrow()) : asked;
            List<Section> found = Sql.query(
                    transaction,
                    row -> new Section(
                            kind,
                            List.of(),
                            Sql.instant(row, "observed_at").orElseThrow(),
                            Sql.instant(row, "received_at").orElseThrow()),
                    "select observed_at, received_at from node_items where node = ? and kind = ?",
                    node,
                    kind);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            TreeSet<Integer> ids = new TreeSet<>(Sql.query(
                    transaction,
                    row -> row.getInt(1),
                    "select unnest(items) from node_items where node = ? and kind = ?",
                    node,
                    kind));
            if (at.isPresent()) {
                undo(transaction, node, kind, at.orElseThrow(), ids);
            }
            return Optional.of(new Section(
                    kind,
                    things(transaction, ids),
                    found.get(0).observedAt(),
                    found.get(0).receivedAt()));
        });
    }

    /** Returns the facts that are in the history, as they are now. */
    public Optional<Facts> factsNow(NodeId node) {
        return inventory.database().read(transaction -> PostgresFactStore.find(transaction, node));
    }

    /** Returns the facts as they were at a time; {@code history-not-kept}. */
    public Optional<Facts> facts(NodeId asked, Instant at) {
        return inventory.database().read(transaction -> {
            NodeId node = Succession.holder(transaction, asked, FACTS, at);
            Optional<Facts> now = PostgresFactStore.find(transaction, node);
            if (now.isEmpty()) {
                return now;
            }
            SortedMap<String, Object> values = new TreeMap<>(now.orElseThrow().values());
            for (Map<String, Object> before : Sql.query(
                    transaction,
                    row -> FactsJson.read(row.getString("before")),
                    "select before from fact_changes where node = ? and at > ? order by at desc",
                    node,
                    at)) {
                before.forEach((name, value) -> {
                    if (value == FactsJson.ABSENT) {
                        values.remove(name);
                    } else {
                        values.put(name, value);
                    }
                });
            }
            return Optional.of(new Facts(
                    values, now.orElseThrow().observedAt(), now.orElseThrow().receivedAt()));
        });
    }

    private static void undo(Transaction transaction, NodeId node, String kind, Instant at, Collection<Integer> ids)
            throws SQLException {
        Sql.query(
                transaction,
                row -> {
                    ids.removeAll(List.of((Integer[]) row.getArray("added").getArray()));
                    return ids.addAll(
                            List.of((Integer[]) row.getArray("removed").getArray()));
                },
                "select added, removed from item_changes where node = ? and kind = ? and at > ? order by at desc",
                node,
                kind,
                at);
    }

    private static List<Thing> things(Transaction transaction, Collection<Integer> ids) throws SQLException {
        return Sql.query(
                transaction,
                PostgresHistoryStore::thing,
                "select id, name, version, attributes from items where id = any (?) order by name, order_key, id",
                (Object) ids.stream().mapToInt(Integer::intValue).toArray());
    }

    private static Thing thing(ResultSet row) throws SQLException {
        SortedMap<String, String> attributes = new TreeMap<>();
        FactsJson.read(row.getString("attributes")).forEach((name, value) -> attributes.put(name, (String) value));
        return new Thing(
                row.getInt("id"), row.getString("name"), Optional.ofNullable(row.getString("version")), attributes);
    }
}
