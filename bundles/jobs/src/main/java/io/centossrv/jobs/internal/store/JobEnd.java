// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.store;

import io.centossrv.jobs.JobId;
import io.centossrv.jobs.JobState;
import io.centossrv.jobs.NodeJobState;
import io.centossrv.jobs.internal.state.OverallState;
import io.centossrv.persistence.Transaction;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The end of a job, counted once and kept. */
final class JobEnd {
    private JobEnd() {}

    /** Counts a job whose nodes are all final, and says that it ended, also when late word of a node changed the count. */
    static void write(Transaction transaction, JobId job, Instant now) throws SQLException {
        Map<NodeJobState, Integer> counts = count(transaction, job);
        JobState state = OverallState.of(counts);
        String json = counts.entrySet().stream()
                .map(e -> "\"" + e.getKey() + "\":" + e.getValue())
                .collect(Collectors.joining(",", "{", "}"));
        try (PreparedStatement update = transaction
                .connection()
                .prepareStatement("UPDATE jobs SET ended_at = COALESCE(ended_at, ?), end_state = ?,"
                        + " end_counts = ?::jsonb WHERE id = ?")) {
            update.setObject(1, Columns.time(now));
            update.setString(2, state.name());
            update.setString(3, json);
            update.setObject(4, job.value());
            update.executeUpdate();
        }
        transaction.emit(JobEvents.ended(job, state, JobEvents.counts(counts)));
    }

    private static Map<NodeJobState, Integer> count(Transaction transaction, JobId job) throws SQLException {
        Map<NodeJobState, Integer> counts = new EnumMap<>(NodeJobState.class);
        try (PreparedStatement select = transaction
                .connection()
                .prepareStatement("SELECT state, count(*) FROM job_nodes WHERE job = ? GROUP BY state")) {
            select.setObject(1, job.value());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    counts.put(NodeJobState.valueOf(row.getString(1)), row.getInt(2));
                }
            }
        }
        return counts;
    }
}
