// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.store;

import io.centossrv.jobs.Job;
import io.centossrv.jobs.JobId;
import io.centossrv.jobs.JobState;
import io.centossrv.jobs.NodeJobState;
import io.centossrv.jobs.internal.state.OverallState;
import io.centossrv.persistence.Database;
import io.centossrv.platform.page.Page;
import io.centossrv.platform.page.PageRequest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads jobs. Thread-safe. */
public final class PostgresJobs {
    private static final String COLUMNS =
            "id, kind, title, actor, predicts, submitted_at, ended_at, expires_at, end_state, end_counts";

    private final Database database;

    public PostgresJobs(JobsDatabase jobs) {
        database = jobs.database();
    }

    /** Returns jobs, the newest first; the page's key is the id. */
    public Page<Job> list(PageRequest request) {
        Optional<UUID> after = request.after().map(k -> JobId.parse(k).value());
        return database.read(tx -> {
            String where = after.isPresent() ? " WHERE id < ?" : "";
            try (PreparedStatement select = tx.connection()
                    .prepareStatement("SELECT " + COLUMNS + " FROM jobs" + where + " ORDER BY id DESC LIMIT ?")) {
                int index = 1;
                if (after.isPresent()) {
                    select.setObject(index++, after.get());
                }
                select.setInt(index, request.limit() + 1);
                return Page.of(jobs(tx.connection(), select), request, j -> j.id().toString());
            }
        });
    }

    /** Returns one job. */
    public Optional<Job> find(JobId id) {
        return database.read(tx -> {
            try (PreparedStatement select =
                    tx.connection().prepareStatement("SELECT " + COLUMNS + " FROM jobs WHERE id = ?")) {
                select.setObject(1, id.value());
                return jobs(tx.connection(), select).stream().findFirst();
            }
        });
    }

    private static List<Job> jobs(Connection connection, PreparedStatement select) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                rows.add(Row.read(row));
            }
        }
        Map<JobId, Map<NodeJobState, Integer>> counts = counts(connection, rows);
        return rows.stream()
                .map(r -> r.job(counts.getOrDefault(r.id(), Map.of())))
                .toList();
    }

    /** Counts nodes: of a job that ended as it was counted then, of one under way now. */
    private static Map<JobId, Map<NodeJobState, Integer>> counts(Connection connection, List<Row> rows)
            throws SQLException {
        Map<JobId, Map<NodeJobState, Integer>> counts = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT job, state, count(*) AS number FROM job_nodes WHERE job = ANY (?) GROUP BY job, state
                UNION ALL
                SELECT id, e.key, e.value::bigint FROM jobs, jsonb_each_text(end_counts) e WHERE id = ANY (?)""")) {
            select.setArray(1, ids(connection, rows, false));
            select.setArray(2, ids(connection, rows, true));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    counts.computeIfAbsent(Columns.job(row, "job"), j -> new EnumMap<>(NodeJobState.class))
                            .put(NodeJobState.valueOf(row.getString("state")), row.getInt("number"));
                }
            }
        }
        return counts;
    }

    private static java.sql.Array ids(Connection connection, List<Row> rows, boolean ended) throws SQLException {
        return connection.createArrayOf(
                "uuid",
                rows.stream()
                        .filter(r -> r.endState().isPresent() == ended)
                        .map(r -> r.id().value())
                        .toArray());
    }

    private record Row(
            JobId id,
            String kind,
            String title,
            String actor,
            boolean check,
            Instant submittedAt,
            Optional<Instant> endedAt,
            Instant expiresAt,
            Optional<JobState> endState) {
        static Row read(ResultSet row) throws SQLException {
            return new Row(
                    Columns.job(row, "id"),
                    row.getString("kind"),
                    row.getString("title"),
                    row.getString("actor"),
                    row.getBoolean("predicts"),
                    Columns.time(row, "submitted_at"),
                    Columns.optionalTime(row, "ended_at"),
                    Columns.time(row, "expires_at"),
                    Optional.ofNullable(row.getString("end_state")).map(JobState::valueOf));
        }

        Job job(Map<NodeJobState, Integer> counts) {
            JobState state = endState.orElseGet(() -> OverallState.of(counts));
            return new Job(id, kind, title, state, actor, check, submittedAt, endedAt, expiresAt, counts);
        }
    }
}
