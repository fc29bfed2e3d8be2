// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.store;

import io.centossrv.jobs.JobId;
import io.centossrv.jobs.JobStop;
import io.centossrv.jobs.NodeJobState;
import io.centossrv.jobs.internal.state.NodeNews;
import io.centossrv.jobs.internal.state.NodeStatus;
import io.centossrv.persistence.Database;
import io.centossrv.persistence.Transaction;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes jobs on to their next batch, and ends what a stopped one has not started. Each step is a sweep over what is in the
 * database, so it can be done late, twice, or by several control planes at once. Thread-safe.
 */
public final class PostgresRollouts {
    private final Database database;

    public PostgresRollouts(JobsDatabase jobs) {
        database = jobs.database();
    }

    /**
     * Stops jobs on which more nodes failed than may.
     *
     * @return how many it stopped
     */
    public int stopFailing(Instant now, int limit) {
        return database.inTransaction(tx -> {
            try (PreparedStatement update = tx.connection().prepareStatement("""
                    WITH failing AS (
                        SELECT id FROM jobs WHERE ended_at IS NULL AND stopped_at IS NULL AND failed_nodes > max_failures
                        LIMIT ? FOR UPDATE SKIP LOCKED)
                    UPDATE jobs j SET stopped_at = ?, stop_code = ?, stop_actor = 'jobs',
                        stop_reason = failed_nodes || ' of ' || nodes || ' nodes failed and ' || max_failures || ' may'
                    FROM failing f WHERE j.id = f.id RETURNING j.id, j.stop_reason""")) {
                update.setInt(1, limit);
                update.setObject(2, Columns.time(now));
                update.setString(3, JobStop.MAX_FAILURES);
                int stopped = 0;
                try (ResultSet row = update.executeQuery()) {
                    while (row.next()) {
                        tx.emit(JobEvents.stopped(
                                Columns.job(row, "id"), JobStop.MAX_FAILURES, row.getString("stop_reason"), "jobs"));
                        stopped++;
                    }
                }
                return stopped;
            }
        });
    }

    /**
     * Ends what stopped jobs have not handed to any node; what a node may hold is asked there.
     *
     * @return how many parts of jobs it ended
     */
    public int dropUnstarted(Instant now, int limit) {
        return database.inTransaction(tx -> {
            List<NodeNews> news = new ArrayList<>();
            try (PreparedStatement select = tx.connection().prepareStatement("""
                    SELECT n.job, n.node, j.stop_code FROM job_nodes n JOIN jobs j ON j.id = n.job
                    WHERE j.ended_at IS NULL AND j.stopped_at IS NOT NULL AND n.final_at IS NULL AND NOT n.held
                      AND n.state IN ('QUEUED', 'WAITING')
                    ORDER BY n.job, n.node LIMIT ? FOR UPDATE OF n SKIP LOCKED""")) {
                select.setInt(1, limit);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        news.add(NodeNews.of(
                                Columns.job(row, "job"),
                                Columns.node(row, "node"),
                                NodeStatus.known(NodeJobState.CANCELLED, row.getString("stop_code"))));
                    }
                }
            }
            StateChanges.apply(tx, news, now);
            return news.size();
        });
    }

    /**
     * Starts the next batch of jobs whose newest batch is final on each of its nodes.
     *
     * @return how many batches it started
     */
    public int startNextBatches(Instant now, int limit) {
        List<Next> due = database.read(tx -> {
            List<Next> found = new ArrayList<>();
            try (PreparedStatement select = tx.connection().prepareStatement("""
                    SELECT id, batch + 1 AS next FROM jobs j
                    WHERE ended_at IS NULL AND stopped_at IS NULL AND batch < batches
                      AND (max_failures IS NULL OR failed_nodes <= max_failures)
                      AND NOT EXISTS (SELECT FROM job_nodes n
                          WHERE n.job = j.id AND n.batch <= j.batch AND n.final_at IS NULL)
                    ORDER BY id LIMIT ?""")) {
                select.setInt(1, limit);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        found.add(new Next(Columns.job(row, "id"), row.getInt("next")));
                    }
                }
            }
            return found;
        });
        int started = 0;
        for (Next next : due) {
            started += database.inTransaction(tx -> start(tx, next, now));
        }
        return started;
    }

    private static int start(Transaction tx, Next next, Instant now) throws SQLException {
        try (PreparedStatement nodes = tx.connection().prepareStatement("""
                        UPDATE job_nodes n SET held_back = false, state = 'QUEUED', reason = '', due_at = ?,
                            give_up_at = ?::timestamptz + make_interval(secs => j.ttl_seconds),
                            expires_at = ?::timestamptz + make_interval(secs => j.ttl_seconds)
                        FROM jobs j WHERE j.id = n.job AND n.job = ? AND n.batch = ? AND n.held_back
                          AND n.final_at IS NULL AND j.stopped_at IS NULL""");
                PreparedStatement job = tx.connection().prepareStatement("""
                        UPDATE jobs SET batch = ?,
                            expires_at = greatest(expires_at, ?::timestamptz + make_interval(secs => ttl_seconds))
                        WHERE id = ? AND batch = ? AND stopped_at IS NULL""")) {
            nodes.setObject(1, Columns.time(now));
            nodes.setObject(2, Columns.time(now));
            nodes.setObject(3, Columns.time(now));
            nodes.setObject(4, next.job().value());
            nodes.setInt(5, next.batch());
            nodes.executeUpdate();
            job.setInt(1, next.batch());
            job.setObject(2, Columns.time(now));
            job.setObject(3, next.job().value());
            job.setInt(4, next.batch() - 1);
            if (job.executeUpdate() == 0) {
                return 0;
            }
            tx.emit(JobEvents.batchStarted(next.job(), next.batch()));
            return 1;
        }
    }

    private record Next(JobId job, int batch) {}
}
