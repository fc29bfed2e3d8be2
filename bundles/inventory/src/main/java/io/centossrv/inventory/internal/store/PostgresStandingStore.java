// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import io.centossrv.inventory.Node;
import io.centossrv.inventory.NodeName;
import io.centossrv.inventory.internal.InventoryErrors;
import io.centossrv.persistence.Database;
import io.centossrv.persistence.EventDraft;
import io.centossrv.persistence.Transaction;
import io.centossrv.platform.CentossrvException;
import io.centossrv.protocol.NodeId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Changes how an enrolled node stands, and what it is called, each time with the event that tells of it. */
@Component(service = PostgresStandingStore.class)
public final class PostgresStandingStore {
    private final Database database;

    @Activate
    public PostgresStandingStore(@Reference InventoryDatabase inventory) {
        this.database = inventory.database();
    }

    public Node reject(NodeId id, String actor, Instant at) {
        return database.inTransaction(transaction -> {
            Move move = new Move("revoked", "rejected", "node.rejected", "is not to be decided on");
            return move(transaction, id, move, "standing = 'pending'", actor, at);
        });
    }

    public Node retire(NodeId id, String actor, Instant at) {
        return database.inTransaction(transaction -> {
            Move move = new Move("retired", "retired", "node.retired", "can't be retired");
            Node node = move(transaction, id, move, "standing in ('accepted', 'quarantined')", actor, at);
            Rekeying.end(transaction, id, "retired", at);
            return node;
        });
    }

    public Node quarantine(NodeId id, String reason, String actor, Instant at) {
        return database.inTransaction(transaction -> {
            Move move = new Move("quarantined", reason, "node.quarantined", "can't be quarantined");
            return move(transaction, id, move, "standing = 'accepted'", actor, at);
        });
    }

    public Node release(NodeId id, String actor, Instant at) {
        return database.inTransaction(transaction -> {
            Move move = new Move("accepted", "", "node.released", "is not quarantined");
            Node node = move(transaction, id, move, "standing = 'quarantined'", actor, at);
            Sql.update(transaction, "delete from node_clones where node = ?", id);
            return node;
        });
    }

    /** Renames a node; one that has the name stays as it is. */
    public Node rename(NodeId id, NodeName name, String actor, Instant at) {
        return database.inTransaction(transaction -> {
            Node before = existing(transaction, id);
            if (before.name().equals(Optional.of(name))) {
                return before;
            }
            if (!take(transaction, id, name)) {
                throw InventoryErrors.unfit(before, "has no name to change");
            }
            Names.add(transaction, id, name, actor, at);
            ExpectedHosts.meet(transaction, List.of(id), actor, at);
            transaction.emit(new EventDraft(
                    "node.renamed",
                    id.toString(),
                    actor,
                    true,
                    EventData.of("from", before.name().map(NodeName::value).orElse(""), "to", name.value())));
            return existing(transaction, id);
        });
    }

    /**
     * A change of standing.
     *
     * @param to the standing after it
     * @param reason why it stands so, for people
     * @param topic of its event
     * @param unfit what a node that is in the wrong state for it is told
     */
    private record Move(String to, String reason, String topic, String unfit) {}

    private static Node move(Transaction transaction, NodeId id, Move move, String from, String actor, Instant at)
            throws SQLException {
        Node before = existing(transaction, id);
        int changed = Sql.update(
                transaction,
                "update nodes set standing = ?, standing_reason = ?, standing_since = ?, ended_at = ?"
                        + " where id = ? and " + from,
                move.to(),
                move.reason(),
                at,
                move.to().equals("retired") || move.to().equals("revoked") ? at : null,
                id);
        if (changed == 1) {
            transaction.emit(new EventDraft(
                    move.topic(),
                    id.toString(),
                    actor,
                    true,
                    EventData.of(
                            "name",
                            before.name().map(NodeName::value).orElse(""),
                            "fingerprint",
                            before.fingerprint(),
                            "reason",
                            move.reason())));
        } else if (!stands(transaction, id, move)) {
            throw InventoryErrors.unfit(before, move.unfit());
        }
        return existing(transaction, id);
    }

    private static boolean stands(Transaction transaction, NodeId id, Move move) throws SQLException {
        return !Sql.query(
                        transaction,
                        row -> row.getInt(1),
                        "select 1 from nodes where id = ? and standing = ? and (standing <> 'revoked'"
                                + " or standing_reason = ?)",
                        id,
                        move.to(),
                        move.reason())
                .isEmpty();
    }

    private static boolean take(Transaction transaction, NodeId id, NodeName name) throws SQLException {
        try {
            return Sql.update(
                            transaction,
                            "update nodes set name = ? where id = ? and standing in ('accepted', 'quarantined')",
                            name.value(),
                            id)
                    == 1;
        } catch (SQLException e) {
            if (Sql.UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw new CentossrvException(
                        InventoryErrors.NODE_NAME_TAKEN,
                        "Another node is called " + name + ". Choose another name.",
                        e);
            }
            throw e;
        }
    }

    private static Node existing(Transaction transaction, NodeId id) throws SQLException {
        return PostgresInventoryStore.find(transaction, id).orElseThrow(() -> InventoryErrors.notFound(id));
    }
}
