// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.store;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.centossrv.jobs.TaskOutcome;
import io.centossrv.jobs.internal.state.NodeNews;
import io.centossrv.persistence.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;

/** Keeps what nodes report, each task once. Thread-safe. */
public final class PostgresProgress {
    /** What the output of a job on one node may take; what comes after is kept without its texts. */
    static final long MAX_OUTPUT = 8L * 1024 * 1024;

    private static final String DROPPED = "[not kept: this job's output on this node has reached its limit]";

    private final Database database;
    private final ObjectMapper json = new ObjectMapper();

    public PostgresProgress(JobsDatabase jobs) {
        database = jobs.database();
    }

    /**
     * Commits tasks and news; a task that is there already stays as it is.
     *
     * @return false where the node has no such job: nothing was kept
     */
    public boolean record(NodeNews news, List<TaskOutcome> tasks, Instant now) {
        return database.inTransaction(tx -> {
            long before = lock(tx.connection(), news);
            if (before < 0) {
                return false;
            }
            long after = insert(tx.connection(), news, tasks, before);
            if (after > before) {
                count(tx.connection(), news, after);
            }
            StateChanges.apply(tx, List.of(news), now);
            return true;
        });
    }

    private static long lock(Connection connection, NodeNews news) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT output_bytes FROM job_nodes WHERE job = ? AND node = ? FOR UPDATE")) {
            select.setObject(1, news.job().value());
            select.setObject(2, news.node().value());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : -1;
            }
        }
    }

    private long insert(Connection connection, NodeNews news, List<TaskOutcome> tasks, long before)
            throws SQLException {
        long bytes = before;
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO job_tasks (job, node, position, play, task, module, status, message, return_code, stdout,
                                       stderr, diffs, started_at, ended_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?) ON CONFLICT DO NOTHING""")) {
            for (TaskOutcome task : tasks) {
                boolean full = bytes + size(task) > MAX_OUTPUT;
                insert.setObject(1, news.job().value());
                insert.setObject(2, news.node().value());
                insert.setInt(3, task.index());
                insert.setString(4, task.play());
                insert.setString(5, task.task());
                insert.setString(6, task.module());
                insert.setString(7, task.status());
                insert.setString(8, full ? DROPPED : task.message());
                if (task.returnCode().isPresent()) {
                    insert.setInt(9, task.returnCode().get());
                } else {
                    insert.setNull(9, Types.INTEGER);
                }
                insert.setString(10, full ? "" : task.stdout());
                insert.setString(11, full ? "" : task.stderr());
                insert.setString(12, full ? "[]" : diffs(task.diffs()));
                insert.setObject(13, Columns.time(task.startedAt()));
                insert.setObject(14, Columns.time(task.endedAt()));
                if (insert.executeUpdate() == 1 && !full) {
                    bytes += size(task);
                }
            }
        }
        return bytes;
    }

    private static void count(Connection connection, NodeNews news, long bytes) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE job_nodes SET output_bytes = ? WHERE job = ? AND node = ?")) {
            update.setLong(1, bytes);
            update.setObject(2, news.job().value());
            update.setObject(3, news.node().value());
            update.executeUpdate();
        }
    }

    private static long size(TaskOutcome task) {
        long diffs = task.diffs().stream()
                .mapToLong(d -> d.before().length() + d.after().length())
                .sum();
        return task.message().length() + task.stdout().length() + task.stderr().length() + diffs;
    }

    private String diffs(List<TaskOutcome.Diff> diffs) {
        ArrayNode array = json.createArrayNode();
        for (TaskOutcome.Diff diff : diffs) {
            array.addObject()
                    .put("beforeHeader", diff.beforeHeader())
                    .put("afterHeader", diff.afterHeader())
                    .put("before", diff.before())
                    .put("after", diff.after());
        }
        return array.toString();
    }
}
