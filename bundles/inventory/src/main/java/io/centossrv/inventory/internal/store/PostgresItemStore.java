// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import io.centossrv.inventory.message.SectionChange;
import io.centossrv.persistence.Transaction;
import io.centossrv.protocol.NodeId;
import io.centossrv.protocol.RequestRejected;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps the things that nodes have: each thing once, and of each node which it has. */
@Component(service = PostgresItemStore.class)
public final class PostgresItemStore {
    private static final int MOST = 10_000;
    private static final int MOST_CHANGES = 2_000;
    private static final String UPSERT = """
            insert into node_items (node, kind, items, hash, observed_at, received_at) values (?, ?, ?, ?, ?, ?)
            on conflict (node, kind) do update
               set items = excluded.items, hash = excluded.hash, observed_at = excluded.observed_at,
                   received_at = excluded.received_at
            """;

    private final InventoryDatabase inventory;

    @Activate
    public PostgresItemStore(@Reference InventoryDatabase inventory) {
        this.inventory = inventory;
    }

    private record Kept(int[] items, String hash) {}

    /**
     * Takes a change of one kind of things, once however often it comes.
     *
     * @return false where its base is not what is kept: then nothing was changed
     * @throws RequestRejected where a node would have too many
     */
    public boolean apply(NodeId node, SectionChange change, Instant observedAt, Instant receivedAt) {
        return inventory.database().inTransaction(transaction -> {
            if (!Accepted.lock(transaction, node)) {
                return true;
            }
            Optional<Kept> kept = kept(transaction, node, change.section());
            boolean whole = change.base().isEmpty();
            if (!whole
                    && kept.filter(found -> found.hash().equals(change.hash())).isPresent()) {
                return true;
            }
            if (!whole
                    && kept.filter(found -> found.hash().equals(change.base())).isEmpty()) {
                return false;
            }
            List<Integer> before = kept.map(found -> list(found.items())).orElse(List.of());
            Set<Integer> after = whole ? new HashSet<>() : new HashSet<>(before);
            after.removeAll(removed(transaction, before, change.removed()));
            after.addAll(Items.intern(transaction, change.section(), change.items(), receivedAt));
            if (after.size() > MOST) {
                throw new RequestRejected("report-too-large", "a node has at most " + MOST + " of a kind");
            }
            int[] sorted = after.stream().mapToInt(Integer::intValue).sorted().toArray();
            Sql.update(transaction, UPSERT, node, change.section(), sorted, change.hash(), observedAt, receivedAt);
            if (kept.isPresent()) {
                remember(transaction, node, change.section(), receivedAt, new HashSet<>(before), after);
            } else {
                Histories.begin(transaction, node, change.section(), receivedAt);
            }
            return true;
        });
    }

    private static void remember(
            Transaction transaction, NodeId node, String kind, Instant at, Set<Integer> before, Set<Integer> after)
            throws SQLException {
        Set<Integer> added = new HashSet<>(after);
        added.removeAll(before);
        Set<Integer> removed = new HashSet<>(before);
        removed.removeAll(after);
        if (added.isEmpty() && removed.isEmpty()) {
            return;
        }
        Sql.update(
                transaction,
                "insert into item_changes (node, kind, at, added, removed) values (?, ?, ?, ?, ?)",
                node,
                kind,
                Histories.next(transaction, "item_changes", node, kind, at),
                ints(added),
                ints(removed));
        Histories.trim(transaction, "item_changes", node, kind, MOST_CHANGES);
    }

    private static Optional<Kept> kept(Transaction transaction, NodeId node, String kind) throws SQLException {
        return Sql.query(
                        transaction,
                        row -> new Kept(ints((Integer[]) row.getArray("items").getArray()), row.getString("hash")),
                        "select items, hash from node_items where node = ? and kind = ? for update",
                        node,
                        kind)
                .stream()
                .findFirst();
    }

    private static List<Integer> removed(Transaction transaction, List<Integer> before, List<String> keys)
            throws SQLException {
        if (keys.isEmpty()) {
            return List.of();
        }
        byte[][] digests = keys.stream().map(HexFormat.of()::parseHex).toArray(byte[][]::new);
        return Sql.query(
                transaction,
                row -> row.getInt(1),
                "select id from items where id = any (?) and digest = any (?)",
                before.stream().mapToInt(Integer::intValue).toArray(),
                digests);
    }

    private static List<Integer> list(int[] values) {
        List<Integer> list = new ArrayList<>(values.length);
        for (int value : values) {
            list.add(value);
        }
        return list;
    }

    private static int[] ints(Set<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    private static int[] ints(Integer[] values) {
        int[] plain = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            plain[i] = values[i];
        }
        return plain;
    }
}
