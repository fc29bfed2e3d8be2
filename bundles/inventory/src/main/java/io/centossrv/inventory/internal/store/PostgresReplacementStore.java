// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import io.centossrv.inventory.Node;
import io.centossrv.inventory.NodeName;
import io.centossrv.inventory.internal.InventoryErrors;
import io.centossrv.persistence.Database;
import io.centossrv.persistence.EventDraft;
import io.centossrv.persistence.Transaction;
import io.centossrv.protocol.NodeId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Puts one node into another's place. */
@Component(service = PostgresReplacementStore.class)
public final class PostgresReplacementStore {
    private final Database database;

    @Activate
    public PostgresReplacementStore(@Reference InventoryDatabase inventory) {
        this.database = inventory.database();
    }

    /** Replaces; where it was done before, nothing changes. */
    public Node replace(NodeId old, NodeId fresh, String actor, Instant at) {
        return database.inTransaction(transaction -> {
            // In one order, so that a swap the other way round can't wait for this one.
            Sql.query(
                    transaction,
                    row -> row.getInt(1),
                    "select 1 from nodes where id in (?, ?) order by id for update",
                    old,
                    fresh);
            Node before = existing(transaction, old);
            if (done(transaction, old, fresh)) {
                return existing(transaction, fresh);
            }
            NodeName name = before.name().orElseThrow(() -> InventoryErrors.unfit(before, "has no place to take"));
            end(transaction, before, fresh, at);
            begin(transaction, fresh, name, at);
            TokenLabels.give(transaction, List.of(fresh), actor, at);
            ExpectedHosts.meet(transaction, List.of(fresh), actor, at);
            TokenLabels.move(transaction, old, fresh);
            Names.inherit(transaction, old, fresh);
            Names.add(transaction, fresh, name, actor, at);
            Node after = existing(transaction, fresh);
            transaction.emit(new EventDraft(
                    "node.replaced",
                    old.toString(),
                    actor,
                    true,
                    EventData.of(
                            "by",
                            fresh.toString(),
                            "name",
                            name.value(),
                            "fingerprint",
                            before.fingerprint(),
                            "newFingerprint",
                            after.fingerprint())));
            return after;
        });
    }

    private static void end(Transaction transaction, Node old, NodeId fresh, Instant at) throws SQLException {
        int ended = Sql.update(
                transaction,
                "update nodes set standing = 'revoked', standing_reason = 'replaced', standing_since = ?, ended_at = ?,"
                        + " replaced_by = ? where id = ? and standing in ('accepted', 'quarantined')",
                at,
                at,
                fresh,
                old.id());
        if (ended == 0) {
            throw InventoryErrors.unfit(old, "has no place to take");
        }
        Rekeying.end(transaction, old.id(), "replaced", at);
    }

    private static void begin(Transaction transaction, NodeId fresh, NodeName name, Instant at) throws SQLException {
        int begun = Sql.update(transaction, """
                update nodes set standing = 'accepted', standing_reason = '', standing_since = ?, name = ?,
                                 accepted_at = coalesce(accepted_at, ?)
                 where id = ? and standing in ('pending', 'accepted')
                """, at, name.value(), at, fresh);
        if (begun == 0) {
            throw InventoryErrors.unfit(existing(transaction, fresh), "can't take another's place");
        }
        Sql.update(transaction, "insert into links (node) values (?) on conflict do nothing", fresh);
    }

    private static boolean done(Transaction transaction, NodeId old, NodeId fresh) throws SQLException {
        return Sql.query(
                        transaction,
                        row -> Optional.ofNullable(row.getObject("replaced_by")),
                        "select replaced_by from nodes where id = ?",
                        old)
                .get(0)
                .equals(Optional.of(fresh.value()));
    }

    private static Node existing(Transaction transaction, NodeId id) throws SQLException {
        return PostgresInventoryStore.find(transaction, id).orElseThrow(() -> InventoryErrors.notFound(id));
    }
}
