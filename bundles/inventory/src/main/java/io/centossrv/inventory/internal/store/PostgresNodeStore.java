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
import java.util.Locale;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Changes what a node is to the control plane, each time with the event that tells of it. */
@Component(service = PostgresNodeStore.class)
public final class PostgresNodeStore {
    private final Database database;

    @Activate
    public PostgresNodeStore(@Reference InventoryDatabase inventory) {
        this.database = inventory.database();
    }

    public Node accept(NodeId id, NodeName name, String actor, Instant at) {
        return database.inTransaction(transaction -> {
            if (!markAccepted(transaction, id, name, at)) {
                Node node = existing(transaction, id);
                throw new CentossrvException(
                        InventoryErrors.NODE_NOT_PENDING,
                        "The node " + id + " is not pending, it is "
                                + node.state().name().toLowerCase(Locale.ROOT) + ".");
            }
            Sql.update(
                    transaction,
                    "insert into node_names (node, since, name, actor) values (?, ?, ?, ?)",
                    id,
                    at,
                    name.value(),
                    actor);
            Sql.update(transaction, "insert into links (node) values (?) on conflict do nothing", id);
            TokenLabels.give(transaction, List.of(id), actor, at);
            ExpectedHosts.meet(transaction, List.of(id), actor, at);
            Node node = existing(transaction, id);
            transaction.emit(new EventDraft(
                    "node.accepted",
                    id.toString(),
                    actor,
                    true,
                    EventData.of("name", name.value(), "fingerprint", node.fingerprint())));
            return node;
        });
    }

    /** Revokes a node; one that is revoked already stays as it is. */
    public Node revoke(NodeId id, String actor, Instant at) {
        return database.inTransaction(transaction -> {
            int changed = Sql.update(
                    transaction,
                    "update nodes set standing = 'revoked', standing_reason = 'revoked', standing_since = ?, ended_at = ?"
                            + " where id = ? and standing <> 'revoked'",
                    at,
                    at,
                    id);
            Node node = existing(transaction, id);
            if (changed > 0) {
                Rekeying.end(transaction, id, "revoked", at);
                transaction.emit(new EventDraft(
                        "node.revoked",
                        id.toString(),
                        actor,
                        true,
                        EventData.of(
                                "name",
                                node.name().map(NodeName::value).orElse(""),
                                "fingerprint",
                                node.fingerprint())));
            }
            return node;
        });
    }

    private static boolean markAccepted(Transaction transaction, NodeId id, NodeName name, Instant at)
            throws SQLException {
        try {
            return Sql.update(
                            transaction,
                            "update nodes set standing = 'accepted', name = ?, accepted_at = ?"
                                    + " where id = ? and standing = 'pending'",
                            name.value(),
                            at,
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
