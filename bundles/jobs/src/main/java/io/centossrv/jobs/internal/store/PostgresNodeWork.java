// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.store;

import io.centossrv.jobs.NodeJobState;
import io.centossrv.jobs.internal.state.NodeStatus;
import io.centossrv.jobs.internal.state.NodeWork;
import io.centossrv.jobs.message.NodePause;
import io.centossrv.persistence.Database;
import io.centossrv.persistence.Transaction;
import io.centossrv.protocol.NodeId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The pauses of nodes, and what waits on a node. Thread-safe. */
public final class PostgresNodeWork {
    private static final int MOST_REASONS = 6;

    private final Database database;

    public PostgresNodeWork(JobsDatabase jobs) {
        database = jobs.database();
    }

    /** Notes a pause, or its end, after which what waited for it is handed over at once. Tells of changes alone. */
    public void note(NodeId node, Optional<NodePause> pause, Instant now) {
        database.inTransaction(tx -> {
            boolean changed = pause.isPresent() ? begin(tx, node, pause.get(), now) : end(tx, node, now);
            if (changed) {
                tx.emit(JobEvents.paused(node, pause));
            }
            return changed;
        });
    }

    private static boolean begin(Transaction tx, NodeId node, NodePause pause, Instant now) throws SQLException {
        try (PreparedStatement upsert = tx.connection().prepareStatement("""
                INSERT INTO node_pauses AS p (node, reason, paused_since, paused_until, noted_at) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (node) DO UPDATE SET reason = excluded.reason, paused_since = excluded.paused_since,
                    paused_until = excluded.paused_until, noted_at = excluded.noted_at
                WHERE (p.reason, p.paused_since, p.paused_until)
                    IS DISTINCT FROM (excluded.reason, excluded.paused_since, excluded.paused_until)""")) {
            upsert.setObject(1, node.value());
            upsert.setString(2, pause.reason());
            upsert.setObject(3, Columns.time(pause.since()));
            upsert.setObject(4, Columns.time(pause.until()));
            upsert.setObject(5, Columns.time(now));
            return upsert.executeUpdate() > 0;
        }
    }

    private static boolean end(Transaction tx, NodeId node, Instant now) throws SQLException {
        try (PreparedStatement delete = tx.connection().prepareStatement("DELETE FROM node_pauses WHERE node = ?");
                PreparedStatement wake = tx.connection().prepareStatement("""
                        WITH waiting AS (
                            SELECT job, node FROM job_nodes WHERE node = ? AND final_at IS NULL AND state = 'WAITING'
                              AND reason LIKE ? || '%' ORDER BY job FOR UPDATE SKIP LOCKED)
                        UPDATE job_nodes n SET due_at = ? FROM waiting w WHERE n.job = w.job AND n.node = w.node""")) {
            delete.setObject(1, node.value());
            wake.setObject(1, node.value());
            wake.setString(2, NodeStatus.PAUSED);
            wake.setObject(3, Columns.time(now));
            wake.executeUpdate();
            return delete.executeUpdate() > 0;
        }
    }

    /** Returns what there is to say of a node. */
    public NodeWork of(NodeId node) {
        return database.read(tx -> new NodeWork(pause(tx.connection(), node), open(tx.connection(), node)));
    }

    private static Optional<NodePause> pause(Connection connection, NodeId node) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT reason, paused_since, paused_until FROM node_pauses WHERE node = ?")) {
            select.setObject(1, node.value());
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new NodePause(
                                row.getString("reason"),
                                Columns.time(row, "paused_since"),
                                Columns.time(row, "paused_until")))
                        : Optional.empty();
            }
        }
    }

    private static List<NodeWork.Open> open(Connection connection, NodeId node) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT state, reason, count(*) AS jobs FROM job_nodes WHERE node = ? AND final_at IS NULL
                GROUP BY state, reason ORDER BY jobs DESC, state, reason LIMIT ?""")) {
            select.setObject(1, node.value());
            select.setInt(2, MOST_REASONS);
            List<NodeWork.Open> open = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    open.add(new NodeWork.Open(
                            NodeJobState.valueOf(row.getString("state")),
                            row.getString("reason"),
                            Math.toIntExact(row.getLong("jobs"))));
                }
            }
            return open;
        }
    }
}
