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
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lets machines in that show a join token: makes a pending node of each, or gives the token's node the machine's key. */
@Component(service = PostgresEnrolmentStore.class)
public final class PostgresEnrolmentStore {
    private final Database database;

    @Activate
    public PostgresEnrolmentStore(@Reference InventoryDatabase inventory) {
        this.database = inventory.database();
    }

    /**
     * Returns the applicant's node, which is made the first time. The same token and key get the same answer however
     * often they ask, also after the token has expired, so that an applicant may wait, or die and ask again.
     *
     * @param fresh the id that a new node gets
     * @param mostPending how many nodes may wait for an operator
     */
    public Node redeem(
            String token, byte[] secretHash, Applicant applicant, NodeId fresh, int mostPending, Instant at) {
        return database.inTransaction(transaction -> {
            TokenRow found = TokenRow.locked(transaction, token, at)
                    .filter(row -> MessageDigest.isEqual(row.secretHash(), secretHash))
                    .orElseThrow(() -> new CentossrvException(
                            InventoryErrors.JOIN_TOKEN_INVALID, "The join token is not one that was made here."));
            Optional<NodeId> before = usedBy(transaction, token, applicant.key());
            if (before.isPresent()) {
                return welcome(existing(transaction, before.get()), applicant.key());
            }
            found.requireFor(applicant);
            requireFresh(transaction, applicant.key());
            Node node = found.reissues().isPresent()
                    ? Rekeying.of(transaction, found, applicant, at)
                    : enrol(transaction, found, applicant, fresh, mostPending, at);
            noteUse(transaction, token, applicant.key(), node.id(), at);
            return node;
        });
    }

    /** Audits that a machine was refused: once, with how often since that was last told. */
    public void refused(String token, Applicant applicant, String source, String code, long count) {
        database.inTransaction(transaction -> {
            transaction.emit(new EventDraft(
                    "enrolment.refused",
                    token,
                    "source:" + source,
                    true,
                    EventData.of(
                            "reason",
                            code,
                            "hostname",
                            applicant.hostname(),
                            "fingerprint",
                            applicant.key().fingerprint(),
                            "count",
                            Long.toString(count))));
            return token;
        });
    }

    private static Optional<NodeId> usedBy(Transaction transaction, String token, BusKey key) throws SQLException {
        return Sql.query(transaction, row -> Sql.node(row, "node"), """
                select node from join_token_uses where token = ? and bus_key = ?
                union select node from join_tokens where id = ? and used_by = ? and node is not null
                """, token, key.text(), token, key.text()).stream()
                .findFirst();
    }

    private static void noteUse(Transaction transaction, String token, BusKey key, NodeId node, Instant at)
            throws SQLException {
        Sql.update(
                transaction,
                "insert into join_token_uses (token, bus_key, node, used_at) values (?, ?, ?, ?)",
                token,
                key.text(),
                node,
                at);
        Sql.update(
                transaction,
                "update join_tokens set used_by = ?, used_at = ?, node = ? where id = ? and used_by is null",
                key.text(),
                at,
                node,
                token);
    }

    private static void requireFresh(Transaction transaction, BusKey key) throws SQLException {
        if (!Sql.query(transaction, row -> row.getInt(1), "select 1 from former_keys where bus_key = ?", key.text())
                .isEmpty()) {
            throw revoked(key);
        }
    }

    private static Node enrol(
            Transaction transaction, TokenRow token, Applicant applicant, NodeId fresh, int mostPending, Instant at)
            throws SQLException {
        BusKey key = applicant.key();
        Optional<NodeId> known = Sql.query(
                        transaction, row -> Sql.node(row, "id"), "select id from nodes where bus_key = ?", key.text())
                .stream()
                .findFirst();
        if (known.isPresent()) {
            return welcome(existing(transaction, known.get()), key);
        }
        requireRoom(transaction, mostPending);
        int made = Sql.update(
                transaction,
                """
                insert into nodes (id, standing, hostname, bus_key, fingerprint, machine_id, dmi_uuid, team, enrolled_at,
                                   standing_since, token_site, token_tags, clock_offset_ms)
                values (?, 'pending', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (bus_key) do nothing
                """,
                fresh,
                applicant.hostname(),
                key.text(),
                key.fingerprint(),
                applicant.machineId(),
                applicant.dmiUuid(),
                token.team(),
                at,
                at,
                token.terms().site().orElse(null),
                Sql.tags(token.terms().tags()),
                applicant.clockOffset().map(Duration::toMillis).orElse(null));
        NodeId id = Sql.query(
                        transaction, row -> Sql.node(row, "id"), "select id from nodes where bus_key = ?", key.text())
                .get(0);
        if (made == 1) {
            transaction.emit(new EventDraft(
                    "node.enrolled",
                    id.toString(),
                    "join-token:" + token.id(),
                    true,
                    EventData.of("hostname", applicant.hostname(), "fingerprint", key.fingerprint())));
        }
        return welcome(existing(transaction, id), key);
    }

    private static void requireRoom(Transaction transaction, int mostPending) throws SQLException {
        boolean full = !Sql.query(
                        transaction,
                        row -> row.getInt(1),
                        "select 1 from nodes where standing = 'pending' order by enrolled_at offset ? limit 1",
                        mostPending - 1)
                .isEmpty();
        if (full) {
            throw new CentossrvException(
                    InventoryErrors.ENROLMENT_FULL,
                    mostPending + " nodes wait to be accepted already, as many as may. Accept or reject some first.");
        }
    }

    private static Node existing(Transaction transaction, NodeId id) throws SQLException {
        return PostgresInventoryStore.find(transaction, id).orElseThrow();
    }

    private static Node welcome(Node node, BusKey key) {
        if (node.state() == NodeState.REVOKED
                || node.state() == NodeState.RETIRED
                || !node.fingerprint().equals(key.fingerprint())) {
            throw revoked(key);
        }
        return node;
    }

    private static CentossrvException revoked(BusKey key) {
        return new CentossrvException(
                InventoryErrors.NODE_REVOKED,
                "The key " + key.fingerprint() + " was revoked. Enrol again with a new key and a new token.");
    }
}
