// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import io.centossrv.inventory.Node;
import io.centossrv.inventory.internal.InventoryErrors;
import io.centossrv.persistence.EventDraft;
import io.centossrv.persistence.Transaction;
import io.centossrv.platform.CentossrvException;
import io.centossrv.protocol.NodeId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** Gives a node another key: the one that it had is worthless from then on, and kept so that it is told apart. */
final class Rekeying {
    private Rekeying() {}

    /** Gives the token's node the applicant's key and machine. */
    static Node of(Transaction transaction, TokenRow token, Applicant applicant, Instant at) throws SQLException {
        NodeId id = token.reissues().orElseThrow();
        requireUnused(transaction, applicant);
        end(transaction, id, "reissued", at);
        int changed = Sql.update(
                transaction,
                """
                update nodes set bus_key = ?, fingerprint = ?, hostname = ?, machine_id = ?, dmi_uuid = ?,
                                 clock_offset_ms = ?
                 where id = ? and standing in ('accepted', 'quarantined')
                """,
                applicant.key().text(),
                applicant.key().fingerprint(),
                applicant.hostname(),
                applicant.machineId(),
                applicant.dmiUuid(),
                applicant.clockOffset().map(Duration::toMillis).orElse(null),
                id);
        Node node = PostgresInventoryStore.find(transaction, id).orElseThrow(() -> InventoryErrors.notFound(id));
        if (changed == 0) {
            throw InventoryErrors.unfit(node, "gets no new key");
        }
        Sql.update(transaction, "delete from node_clones where node = ?", id);
        transaction.emit(new EventDraft(
                "node.reissued",
                id.toString(),
                "join-token:" + token.id(),
                true,
                EventData.of(
                        "hostname",
                        applicant.hostname(),
                        "fingerprint",
                        applicant.key().fingerprint())));
        return node;
    }

    /** Makes the node's present key a former one, and its certificates and link worthless. */
    static void end(Transaction transaction, NodeId id, String reason, Instant at) throws SQLException {
        Sql.update(transaction, """
                insert into former_keys (bus_key, fingerprint, node, ended_at, reason)
                select bus_key, fingerprint, id, ?, ? from nodes where id = ?
                    on conflict do nothing
                """, at, reason, id);
        Sql.update(
                transaction,
                "update node_certificates set revoked_at = ?, reason = ? where node = ? and revoked_at is null",
                at,
                reason,
                id);
        Sql.update(
                transaction,
                "update links set online = false, changed_at = ?, down_reason = ? where node = ?",
                at,
                reason,
                id);
    }

    private static void requireUnused(Transaction transaction, Applicant applicant) throws SQLException {
        boolean used = !Sql.query(
                        transaction,
                        row -> row.getInt(1),
                        "select 1 from nodes where bus_key = ?",
                        applicant.key().text())
                .isEmpty();
        if (used) {
            throw new CentossrvException(
                    InventoryErrors.KEY_TAKEN,
                    "The key " + applicant.key().fingerprint()
                            + " belongs to a node already. A node gets a new key with a token of node:reissue.");
        }
    }
}
