// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import io.centossrv.inventory.Facts;
import io.centossrv.persistence.Database;
import io.centossrv.persistence.Transaction;
import io.centossrv.protocol.NodeId;
import io.centossrv.protocol.RequestRejected;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps the facts of each node, as they came and as values for targets, and what they were. */
@Component(service = PostgresFactStore.class)
public final class PostgresFactStore {
    private static final int MOST = 2_000;
    private static final int MOST_CHANGES = 2_000;
    // A whole report may come twice, after a newer one of the same link; then the newer one stays. A node's clock may
    // also be set back, so facts from before the present link give way to whatever is reported on it.
    private static final String STALE = """
            select 1 from facts f
             where f.node = ? and f.observed_at > ?
               and f.received_at >= coalesce((select l.up_at from links l where l.node = f.node), '-infinity')
            """;
    private static final String UPSERT = """
            insert into facts (node, content, hash, observed_at, received_at) values (?, ?::jsonb, ?, ?, ?)
            on conflict (node) do update
               set content = excluded.content, hash = excluded.hash, observed_at = excluded.observed_at,
                   received_at = excluded.received_at
            """;
    private static final String VITALS = """
            insert into vitals (node, content, observed_at, received_at) values (?, ?::jsonb, ?, ?)
            on conflict (node) do update
               set content = excluded.content, observed_at = excluded.observed_at, received_at = excluded.received_at
             where vitals.received_at <= excluded.received_at
            """;

    private final Database database;

    @Activate
    public PostgresFactStore(@Reference InventoryDatabase inventory) {
        this.database = inventory.database();
    }

    private record Kept(SortedMap<String, Object> values, String hash) {}

    /**
     * What an agent says has changed.
     *
     * @param base what it calls the state before; empty where this is the whole
     */
    public record Change(String base, String hash, SortedMap<String, Object> set, List<String> removed) {}

    /** Keeps facts, once however often it is called; nothing where they are older than what is kept, or of no node. */
    public void put(NodeId node, Facts facts) {
        database.inTransaction(transaction -> {
            if (!Accepted.lock(transaction, node)
                    || !Sql.query(transaction, row -> true, STALE, node, facts.observedAt())
                            .isEmpty()) {
                return false;
            }
            write(transaction, node, kept(transaction, node), "", facts);
            return true;
        });
    }

    /**
     * Takes a change, once however often it comes.
     *
     * @return false where its base is not what is kept: then nothing was changed
     */
    public boolean apply(NodeId node, Change change, Instant observedAt, Instant receivedAt) {
        return database.inTransaction(transaction -> {
            if (!Accepted.lock(transaction, node)) {
                return true;
            }
            Optional<Kept> kept = kept(transaction, node);
            boolean whole = change.base().isEmpty();
            if (!whole
                    && kept.filter(found -> found.hash().equals(change.hash())).isPresent()) {
                return true;
            }
            if (!whole
                    && kept.filter(found -> found.hash().equals(change.base())).isEmpty()) {
                return false;
            }
            SortedMap<String, Object> after =
                    whole ? new TreeMap<>() : new TreeMap<>(kept.orElseThrow().values());
            change.removed().forEach(name -> after.remove(name));
            after.putAll(change.set());
            if (after.size() > MOST) {
                throw new RequestRejected("report-too-large", "a node has at most " + MOST + " facts");
            }
            write(transaction, node, kept, change.hash(), new Facts(after, observedAt, receivedAt));
            return true;
        });
    }

    /** Keeps facts that change all the time: the newest alone, and nothing of it for targets. */
    public void putVitals(NodeId node, Facts vitals) {
        database.inTransaction(transaction -> Accepted.lock(transaction, node)
                ? Sql.update(
                        transaction,
                        VITALS,
                        node,
                        FactsJson.write(vitals.values()),
                        vitals.observedAt(),
                        vitals.receivedAt())
                : 0);
    }

    /** Returns all facts, those that change all the time too. */
    public Optional<Facts> find(NodeId node) {
        return database.read(transaction -> {
            Optional<Facts> facts = find(transaction, node);
            List<SortedMap<String, Object>> vitals = Sql.query(
                    transaction,
                    row -> FactsJson.read(row.getString("content")),
                    "select content from vitals where node = ?",
                    node);
            return facts.map(found -> {
                SortedMap<String, Object> all = new TreeMap<>(found.values());
                vitals.forEach(values -> all.putAll(values));
                return new Facts(all, found.observedAt(), found.receivedAt());
            });
        });
    }

    static Optional<Facts> find(Transaction transaction, NodeId node) throws SQLException {
        return Sql.query(
                        transaction,
                        row -> new Facts(
                                FactsJson.read(row.getString("content")),
                                Sql.instant(row, "observed_at").orElseThrow(),
                                Sql.instant(row, "received_at").orElseThrow()),
                        "select content, observed_at, received_at from facts where node = ?",
                        node)
                .stream()
                .findFirst();
    }

    private static Optional<Kept> kept(Transaction transaction, NodeId node) throws SQLException {
        return Sql.query(
                        transaction,
                        row -> new Kept(FactsJson.read(row.getString("content")), row.getString("hash")),
                        "select content, hash from facts where node = ? for update",
                        node)
                .stream()
                .findFirst();
    }

    private static void write(Transaction transaction, NodeId node, Optional<Kept> kept, String hash, Facts facts)
            throws SQLException {
        SortedMap<String, Object> before = kept.map(Kept::values).orElseGet(TreeMap::new);
        Sql.update(
                transaction,
                UPSERT,
                node,
                FactsJson.write(facts.values()),
                hash,
                facts.observedAt(),
                facts.receivedAt());
        SortedMap<String, Object> undo = undo(before, facts.values());
        FactRows.write(transaction, node, undo, facts.values());
        if (kept.isEmpty()) {
            Histories.begin(transaction, node, "facts", facts.receivedAt());
        } else if (!undo.isEmpty()) {
            Sql.update(
                    transaction,
                    "insert into fact_changes (node, at, before) values (?, ?, ?::jsonb)",
                    node,
                    Histories.next(transaction, "fact_changes", node, "", facts.receivedAt()),
                    FactsJson.write(undo));
            Histories.trim(transaction, "fact_changes", node, "facts", MOST_CHANGES);
        }
    }

    /** Returns what is to be put back to come from one state to the one before. */
    private static SortedMap<String, Object> undo(SortedMap<String, Object> before, SortedMap<String, Object> after) {
        SortedMap<String, Object> undo = new TreeMap<>();
        before.forEach((name, value) -> {
            if (!value.equals(after.get(name))) {
                undo.put(name, value);
            }
        });
        after.keySet().stream()
                .filter(name -> !before.containsKey(name))
                .forEach(name -> undo.put(name, FactsJson.ABSENT));
        return undo;
    }
}
