// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.store;

import io.centossrv.jobs.Job;
import io.centossrv.jobs.JobFilter;
import io.centossrv.jobs.JobId;
import io.centossrv.jobs.JobState;
import io.centossrv.jobs.JobStop;
import io.centossrv.jobs.NodeJobState;
import io.centossrv.jobs.RolloutProgress;
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
            "id, kind, title, actor, predicts, submitted_at, ended_at, expires_at, end_state, end_counts, target, started_at,"
                    + " batch, batches, failed_nodes, max_failures, stopped_at, stop_code, stop_reason, stop_actor, resumes";

    private final Database database;

    public PostgresJobs(JobsDatabase jobs) {
        database = jobs.database();
    }

    /**
     * Returns jobs, the newest first; the page's key is the id. The state of a job under way is that of its nodes, so those
     * are read and counted before they are let through.
     */
    public Page<Job> list(JobFilter filter, PageRequest request) {
        return database.read(tx -> {
            List<Job> found = new ArrayList<>();
            Optional<UUID> after = request.after().map(k -> JobId.parse(k).value());
            boolean more = true;
            while (more && found.size() <= request.limit()) {
                List<Job> read = read(tx.connection(), filter, after, request.limit() + 1);
                read.stream()
                        .filter(j ->
                                filter.states().isEmpty() || filter.states().contains(j.state()))
                        .forEach(found::add);
                more = read.size() > request.limit();
                after = read.isEmpty()
                        ? after
                        : Optional.of(read.get(read.size() - 1).id().value());
            }
            return Page.of(
                    found.subList(0, Math.min(found.size(), request.limit() + 1)), request, j -> j.id().toString());
        });
    }

    private static List<Job> read(Connection connection, JobFilter filter, Optional<UUID> after, int limit)
            throws SQLException {
        List<Object> values = new ArrayList<>();
        StringBuilder where = new StringBuilder("true");
        after.ifPresent(id -> add(where, values, " AND id < ?", id));
        filter.actor().ifPresent(actor -> add(where, values, " AND actor = ?", actor));
        filter.target().ifPresent(target -> add(where, values, " AND target = ?", target));
        filter.since().ifPresent(since -> add(where, values, " AND submitted_at >= ?", Columns.time(since)));
        if (!filter.states().isEmpty()) {
            String[] states = filter.states().stream().map(JobState::name).toArray(String[]::new);
            boolean open = filter.states().stream().anyMatch(state -> !state.isFinal());
            add(
                    where,
                    values,
                    open ? " AND (ended_at IS NULL OR end_state = ANY (?))" : " AND end_state = ANY (?)",
                    states);
        }
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT " + COLUMNS + " FROM jobs WHERE " + where + " ORDER BY id DESC LIMIT ?")) {
            int index = 1;
            for (Object value : values) {
                if (value instanceof String[] texts) {
                    select.setArray(index++, connection.createArrayOf("text", texts));
                } else {
                    select.setObject(index++, value);
                }
            }
            select.setInt(index, limit);
            return jobs(connection, select);
        }
    }

    private static void add(StringBuilder where, List<Object> values, String condition, Object value) {
        where.append(condition);
        values.add(value);
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
            Optional<JobState> endState,
            String target,
            Optional<Instant> startedAt,
            RolloutProgress rollout,
            Optional<JobStop> stop,
            Optional<JobId> resumes) {
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
                    Optional.ofNullable(row.getString("end_state")).map(JobState::valueOf),
                    row.getString("target"),
                    Columns.optionalTime(row, "started_at"),
                    new RolloutProgress(
                            row.getInt("batch"),
                            row.getInt("batches"),
                            row.getInt("failed_nodes"),
                            Optional.ofNullable(row.getObject("max_failures", Integer.class))),
                    stop(row),
                    Optional.ofNullable(row.getObject("resumes", UUID.class)).map(JobId::new));
        }

        private static Optional<JobStop> stop(ResultSet row) throws SQLException {
            Optional<Instant> at = Columns.optionalTime(row, "stopped_at");
            return at.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new JobStop(
                            at.get(),
                            row.getString("stop_code"),
                            row.getString("stop_reason"),
                            row.getString("stop_actor")));
        }

        Job job(Map<NodeJobState, Integer> counts) {
            JobState state = endState.orElseGet(() -> OverallState.of(counts));
            return new Job(
                    id,
                    kind,
                    title,
                    state,
                    actor,
                    check,
                    submittedAt,
                    endedAt,
                    expiresAt,
                    counts,
                    target,
                    startedAt,
                    rollout,
                    stop,
                    resumes);
        }
    }
}
