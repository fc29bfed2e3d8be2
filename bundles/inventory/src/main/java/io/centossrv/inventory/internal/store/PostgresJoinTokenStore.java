// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import io.centossrv.inventory.Node;
import io.centossrv.inventory.NodeState;
import io.centossrv.inventory.internal.BusKey;
import io.centossrv.inventory.internal.InventoryErrors;
import io.centossrv.persistence.Database;
import io.centossrv.persistence.EventDraft;
import io.centossrv.persistence.Transaction;
import io.centossrv.platform.CentossrvException;
import io.centossrv.protocol.NodeId;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps join tokens, as hashes, and redeems each for one node. */
@Component(service = PostgresJoinTokenStore.class)
public final class PostgresJoinTokenStore {
    /** A token that nobody can use any more, or whose node was decided on, is forgotten after this time. */
    private static final Duration KEPT = Duration.ofDays(30);

    private final Database database;

    @Activate
    public PostgresJoinTokenStore(@Reference InventoryDatabase inventory) {
        this.database = inventory.database();
    }

    public void create(String id, byte[] secretHash, String actor, Instant at, Instant expiresAt) {
        database.inTransaction(transaction -> {
            Sql.update(transaction, """
                    delete from join_tokens t
                     where t.expires_at < ?
                       and not exists (select from nodes n where n.id = t.node and n.standing = 'pending')
                    """, at.minus(KEPT));
            Sql.update(
                    transaction,
                    "insert into join_tokens (id, secret_hash, created_by, created_at, expires_at)"
                            + " values (?, ?, ?, ?, ?)",
                    id,
                    secretHash,
                    actor,
                    at,
                    expiresAt);
            transaction.emit(new EventDraft(
                    "join-token.created", id, actor, true, EventData.of("expiresAt", expiresAt.toString())));
            return id;
        });
    }

    /**
     * Returns the applicant's node, which is made the first time. The same token and key get the same answer however
     * often they ask, also after the token has expired, so that an applicant may wait, or die and ask again.
     *
     * @param fresh the id that a new node gets
     */
    public Node redeem(String id, byte[] secretHash, Applicant applicant, NodeId fresh, Instant at) {
        return database.inTransaction(transaction -> {
            Token token = find(transaction, id)
                    .filter(found -> MessageDigest.isEqual(found.secretHash(), secretHash))
                    .orElseThrow(() -> new CentossrvException(
                            InventoryErrors.JOIN_TOKEN_INVALID, "The join token is not one that was made here."));
            if (token.usedBy().isPresent()) {
                return owned(transaction, token, applicant.key());
            }
            if (!at.isBefore(token.expiresAt())) {
                throw new CentossrvException(
                        InventoryErrors.JOIN_TOKEN_EXPIRED,
                        "The join token expired at " + token.expiresAt() + ". Make a new one.");
            }
            Node node = enrol(transaction, token, applicant, fresh, at);
            Sql.update(
                    transaction,
                    "update join_tokens set used_by = ?, used_at = ?, node = ? where id = ?",
                    applicant.key().text(),
                    at,
                    node.id(),
                    id);
            return node;
        });
    }

    private static Node owned(Transaction transaction, Token token, BusKey key) throws SQLException {
        if (!token.usedBy().get().equals(key.text())) {
            throw new CentossrvException(
                    InventoryErrors.JOIN_TOKEN_USED, "The join token was used by another machine. Make a new one.");
        }
        return welcome(PostgresInventoryStore.find(transaction, token.node().orElseThrow())
                .orElseThrow());
    }

    private static Node enrol(Transaction transaction, Token token, Applicant applicant, NodeId fresh, Instant at)
            throws SQLException {
        BusKey key = applicant.key();
        int made = Sql.update(
                transaction,
                """
                insert into nodes (id, standing, hostname, bus_key, fingerprint, machine_id, team, enrolled_at)
                values (?, 'pending', ?, ?, ?, ?, ?, ?) on conflict (bus_key) do nothing
                """,
                fresh,
                applicant.hostname(),
                key.text(),
                key.fingerprint(),
                applicant.machineId(),
                token.team(),
                at);
        NodeId id = Sql.query(
                        transaction, row -> Sql.node(row, "id"), "select id from nodes where bus_key = ?", key.text())
                .get(0);
        Node node = welcome(PostgresInventoryStore.find(transaction, id).orElseThrow());
        if (made == 1) {
            transaction.emit(new EventDraft(
                    "node.enrolled",
                    id.toString(),
                    "join-token:" + token.id(),
                    true,
                    EventData.of("hostname", applicant.hostname(), "fingerprint", key.fingerprint())));
        }
        return node;
    }

    private static Node welcome(Node node) {
        if (node.state() == NodeState.REVOKED || node.state() == NodeState.RETIRED) {
            throw new CentossrvException(
                    InventoryErrors.NODE_REVOKED,
                    "The key " + node.fingerprint() + " was revoked. Enrol again with a new key and a new token.");
        }
        return node;
    }

    private static Optional<Token> find(Transaction transaction, String id) throws SQLException {
        return Sql.query(
                        transaction,
                        PostgresJoinTokenStore::token,
                        "select id, secret_hash, team, expires_at, used_by, node from join_tokens where id = ?"
                                + " for update",
                        id)
                .stream()
                .findFirst();
    }

    private static Token token(ResultSet row) throws SQLException {
        return new Token(
                row.getString("id"),
                row.getBytes("secret_hash"),
                row.getString("team"),
                Sql.instant(row, "expires_at").orElseThrow(),
                Optional.ofNullable(row.getString("used_by")),
                row.getObject("node") == null ? Optional.empty() : Optional.of(Sql.node(row, "node")));
    }

    private record Token(
            String id,
            byte[] secretHash,
            String team,
            Instant expiresAt,
            Optional<String> usedBy,
            Optional<NodeId> node) {}
}
