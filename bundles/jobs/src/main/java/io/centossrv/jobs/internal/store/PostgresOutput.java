// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.store;

import io.centossrv.jobs.JobId;
import io.centossrv.jobs.internal.output.OutputPart;
import io.centossrv.persistence.Database;
import io.centossrv.persistence.EventDraft;
import io.centossrv.persistence.Transaction;
import io.centossrv.protocol.NodeId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What running jobs print while somebody watches: the newest of each node, within bounds. Thread-safe. */
public final class PostgresOutput {
    /** What is kept of one node's part of a job. */
    static final int MOST_OF_NODE = 128 * 1024;

    /** What is kept of a job. */
    static final int MOST_OF_JOB = 8 * 1024 * 1024;

    private static final Duration WATCHED = Duration.ofSeconds(30);
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final Database database;

    public PostgresOutput(JobsDatabase jobs) {
        database = jobs.database();
    }

    /** Notes that somebody watches a job for a while. */
    public void watch(JobId job, Instant now) {
        database.inTransaction(tx -> {
            try (PreparedStatement update = tx.connection().prepareStatement("""
                    UPDATE jobs SET watched_until = ? WHERE id = ? AND ended_at IS NULL
                      AND (watched_until IS NULL OR watched_until < ?)""")) {
                update.setObject(1, Columns.time(now.plus(WATCHED)));
                update.setObject(2, job.value());
                update.setObject(3, Columns.time(now.plus(WATCHED.dividedBy(2))));
                return update.executeUpdate();
            }
        });
    }

    /** Returns the name of a node whose part of a watched job is under way; empty where nobody wants to know. */
    public Optional<String> watchedAs(JobId job, NodeId node, Instant now) {
        return database.read(tx -> {
            try (PreparedStatement select = tx.connection().prepareStatement("""
                    SELECT n.name FROM job_nodes n JOIN jobs j ON j.id = n.job
                    WHERE n.job = ? AND n.node = ? AND n.final_at IS NULL AND j.watched_until > ?""")) {
                select.setObject(1, job.value());
                select.setObject(2, node.value());
                select.setObject(3, Columns.time(now));
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
                }
            }
        });
    }

    /** Keeps parts of one node in place of its oldest, and tells watchers that there is more. */
    public void add(JobId job, List<OutputPart> parts, Instant now) {
        database.inTransaction(tx -> {
            try (PreparedStatement insert = tx.connection().prepareStatement("""
                    INSERT INTO job_output (job, node, name, position, stream, start_at, dropped, text, bytes, at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
                for (OutputPart part : parts) {
                    insert.setObject(1, job.value());
                    insert.setObject(2, part.node().value());
                    insert.setString(3, part.name());
                    insert.setInt(4, part.task());
                    insert.setString(5, part.stream());
                    insert.setLong(6, part.offset());
                    insert.setLong(7, part.dropped());
                    insert.setString(8, part.text());
                    insert.setInt(9, part.text().length());
                    insert.setObject(10, Columns.time(now));
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            NodeId node = parts.get(0).node();
            dropOldest(tx.connection(), "job = ? AND node = ?", List.of(job.value(), node.value()), MOST_OF_NODE);
            dropOldest(tx.connection(), "job = ?", List.of(job.value()), MOST_OF_JOB);
            tell(tx, job, parts.get(0).name());
            return true;
        });
    }

    private static void dropOldest(Connection connection, String which, List<Object> keys, int most)
            throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM job_output WHERE id IN (SELECT id FROM ("
                        + "SELECT id, sum(bytes) OVER (ORDER BY id DESC) AS newer FROM job_output WHERE " + which
                        + ") s WHERE newer > ?)")) {
            int index = 1;
            for (Object key : keys) {
                delete.setObject(index++, key);
            }
            delete.setInt(index, most);
            delete.executeUpdate();
        }
    }

    /** The event holds no output: events are kept, output is not. */
    private static void tell(Transaction tx, JobId job, String name) {
        tx.emit(new EventDraft(
                "job.output", job.toString(), "node:" + name, false, "{\"name\":" + JobEvents.quoted(name) + "}"));
    }

    /** Returns the parts after one, in order; those of bounded size. */
    public List<OutputPart> after(JobId job, long sequence, int limit) {
        return database.read(tx -> {
            try (PreparedStatement select = tx.connection().prepareStatement("""
                    SELECT id, node, name, position, stream, start_at, dropped, text, at FROM job_output
                    WHERE job = ? AND id > ? ORDER BY id LIMIT ?""")) {
                select.setObject(1, job.value());
                select.setLong(2, sequence);
                select.setInt(3, limit);
                List<OutputPart> parts = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        parts.add(new OutputPart(
                                row.getLong("id"),
                                Columns.node(row, "node"),
                                row.getString("name"),
                                row.getInt("position"),
                                row.getString("stream"),
                                row.getLong("start_at"),
                                row.getLong("dropped"),
                                row.getString("text"),
                                Columns.time(row, "at")));
                    }
                }
                return parts;
            }
        });
    }

    /** Drops what nobody can want any more. */
    public int sweep(Instant now) {
        return database.inTransaction(tx -> {
            try (PreparedStatement delete = tx.connection().prepareStatement("DELETE FROM job_output WHERE at < ?")) {
                delete.setObject(1, Columns.time(now.minus(KEPT)));
                return delete.executeUpdate();
            }
        });
    }
}
