// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.store;

import io.centossrv.jobs.NodeJobState;
import io.centossrv.jobs.internal.state.FrozenNodes;
import io.centossrv.jobs.internal.state.NodeNews;
import io.centossrv.jobs.internal.state.NodeStatus;
import io.centossrv.persistence.Database;
import io.centossrv.protocol.NodeId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Says why jobs wait, and ends those that waited long enough. Thread-safe. */
public final class PostgresPatience {
    /** Long enough for any control plane to hand a new job over. */
    private static final Duration NEW = Duration.ofSeconds(2);

    private static final List<String> KEPT_BACK =
            List.of(FrozenNodes.PREFIX, NodeStatus.PAUSED, NodeStatus.QUARANTINED, NodeStatus.RELEASE_UNKNOWN);

    private final Database database;

    public PostgresPatience(JobsDatabase jobs) {
        database = jobs.database();
    }

    /** Marks what no control plane handed over as waiting for its node, except on these linked nodes. */
    public int markOffline(Collection<NodeId> linked, Instant now, int limit) {
        return database.inTransaction(tx -> {
            try (PreparedStatement update = tx.connection().prepareStatement("""
                            WITH queued AS (
                                SELECT job, node FROM job_nodes
                                WHERE final_at IS NULL AND state = 'QUEUED' AND queued_at <= ?
                                  AND NOT node = ANY (?) AND lease IS NULL
                                LIMIT ? FOR UPDATE SKIP LOCKED)
                            UPDATE job_nodes n SET state = 'WAITING', reason = ?, waiting_at = coalesce(waiting_at, ?)
                            FROM queued q WHERE n.job = q.job AND n.node = q.node""")) {
                update.setObject(1, Columns.time(now.minus(NEW)));
                update.setArray(2, PostgresDeliveryQueue.ids(tx.connection(), linked));
                update.setInt(3, limit);
                update.setString(4, NodeStatus.OFFLINE);
                update.setObject(5, Columns.time(now));
                return update.executeUpdate();
            }
        });
    }

    /**
     * Ends what waited too long: unreachable where the node can't hold the plan, expired where it was kept back, interrupted
     * where the node may hold it.
     *
     * @return how many it ended
     */
    public int giveUp(Instant now, int limit) {
        return database.inTransaction(tx -> {
            List<NodeNews> news = new ArrayList<>();
            try (PreparedStatement select = tx.connection().prepareStatement("""
                            SELECT job, node, held, reason FROM job_nodes
                            WHERE final_at IS NULL AND give_up_at <= ? AND (lease_until IS NULL OR lease_until <= ?)
                            ORDER BY give_up_at LIMIT ? FOR UPDATE SKIP LOCKED""")) {
                select.setObject(1, Columns.time(now));
                select.setObject(2, Columns.time(now));
                select.setInt(3, limit);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        news.add(NodeNews.of(Columns.job(row, "job"), Columns.node(row, "node"), end(row)));
                    }
                }
            }
            StateChanges.apply(tx, news, now);
            return news.size();
        });
    }

    private static NodeStatus end(ResultSet row) throws SQLException {
        if (row.getBoolean("held")) {
            return NodeStatus.presumed(NodeJobState.INTERRUPTED, NodeStatus.NO_NEWS);
        }
        String reason = row.getString("reason");
        if (KEPT_BACK.stream().anyMatch(reason::startsWith)) {
            return NodeStatus.presumed(NodeJobState.EXPIRED, reason);
        }
        return NodeStatus.presumed(NodeJobState.UNREACHABLE, reason.isEmpty() ? NodeStatus.OFFLINE : reason);
    }
}
