// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.store;

import io.centossrv.inventory.NodeName;
import io.centossrv.jobs.JobId;
import io.centossrv.jobs.JobRequest;
import io.centossrv.jobs.JobStop;
import io.centossrv.jobs.PlanDraft;
import io.centossrv.jobs.Rollout;
import io.centossrv.jobs.Share;
import io.centossrv.persistence.Database;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorKind;
import io.centossrv.protocol.NodeId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Stops jobs, and knows what stopped ones have not started. Thread-safe. */
public final class PostgresStops {
    /** The code of a job that was resumed before. */
    static final ErrorCode RESUMED = new ErrorCode("job-already-resumed", ErrorKind.CONFLICT);

    private static final ErrorCode NOT_FOUND = new ErrorCode("job-not-found", ErrorKind.NOT_FOUND);
    private static final ErrorCode ENDED = new ErrorCode("job-ended", ErrorKind.CONFLICT);
    private static final ErrorCode NOT_STOPPED = new ErrorCode("job-not-stopped", ErrorKind.CONFLICT);
    private static final ErrorCode NOTHING_LEFT = new ErrorCode("job-nothing-left", ErrorKind.CONFLICT);
    private static final ErrorCode DROPPED = new ErrorCode("job-plans-dropped", ErrorKind.CONFLICT);

    private final Database database;

    public PostgresStops(JobsDatabase jobs) {
        database = jobs.database();
    }

    /** Returns the error of a job that is not there. */
    public static CentossrvException notFound(JobId id) {
        return new CentossrvException(NOT_FOUND, "There is no job " + id + ", or no longer.");
    }

    /**
     * Decides that a job is to end; sweeps see to it. A job that stopped by itself is cancelled none the less, which also
     * ends what runs.
     *
     * @throws CentossrvException {@code job-not-found}, {@code job-ended}
     */
    public void cancel(JobId id, String actor, String reason, Instant now) {
        boolean decided = database.inTransaction(tx -> {
            try (PreparedStatement update = tx.connection().prepareStatement("""
                    UPDATE jobs SET stopped_at = ?, stop_code = ?, stop_reason = ?, stop_actor = ?, stop_running = true
                    WHERE id = ? AND ended_at IS NULL AND NOT stop_running""")) {
                update.setObject(1, Columns.time(now));
                update.setString(2, JobStop.CANCELLED);
                update.setString(3, reason);
                update.setString(4, actor);
                update.setObject(5, id.value());
                if (update.executeUpdate() == 0) {
                    requireOpen(tx.connection(), id);
                    return false;
                }
            }
            tx.emit(JobEvents.stopped(id, JobStop.CANCELLED, reason, actor));
            return true;
        });
        if (decided) {
            tellNodes(id, now);
        }
    }

    private static void requireOpen(Connection connection, JobId id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT ended_at FROM jobs WHERE id = ?")) {
            select.setObject(1, id.value());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw notFound(id);
                }
                if (Columns.optionalTime(row, "ended_at").isPresent()) {
                    throw new CentossrvException(ENDED, "Job " + id + " has ended: there is nothing to cancel.");
                }
            }
        }
    }

    /** In a transaction of its own, since nodes are locked before jobs. Where it is lost the nodes are asked when due. */
    private void tellNodes(JobId id, Instant now) {
        database.inTransaction(tx -> {
            try (PreparedStatement update = tx.connection()
                    .prepareStatement(
                            "UPDATE job_nodes SET due_at = ? WHERE job = ? AND final_at IS NULL AND held AND due_at > ?")) {
                update.setObject(1, Columns.time(now));
                update.setObject(2, id.value());
                update.setObject(3, Columns.time(now));
                return update.executeUpdate();
            }
        });
    }

    /**
     * Returns what a job that ended has not started on any of its nodes.
     *
     * @throws CentossrvException {@code job-not-found}, {@code job-not-stopped}, {@code job-already-resumed},
     *     {@code job-nothing-left}, {@code job-plans-dropped}
     */
    public Unfinished unfinished(JobId id) {
        return database.read(tx -> {
            Map<String, PlanDraft> drafts = drafts(tx.connection(), id);
            Map<NodeId, PlanDraft> plans = new LinkedHashMap<>();
            Map<NodeId, NodeName> names = new HashMap<>();
            requireResumable(tx.connection(), id);
            try (PreparedStatement select = tx.connection().prepareStatement("""
                    SELECT node, name, plan FROM job_nodes
                    WHERE job = ? AND started_at IS NULL AND state IN ('CANCELLED', 'UNREACHABLE', 'EXPIRED')
                    ORDER BY name""")) {
                select.setObject(1, id.value());
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        NodeId node = Columns.node(row, "node");
                        names.put(node, new NodeName(row.getString("name")));
                        plans.put(node, draft(drafts, row.getString("plan"), id));
                    }
                }
            }
            if (plans.isEmpty()) {
                throw new CentossrvException(NOTHING_LEFT, "Job " + id + " has started on each of its nodes.");
            }
            return request(tx.connection(), id, plans, names);
        });
    }

    private static PlanDraft draft(Map<String, PlanDraft> drafts, String digest, JobId id) {
        return Optional.ofNullable(drafts.get(digest))
                .orElseThrow(() -> new CentossrvException(
                        DROPPED, "What job " + id + " was to do is no longer kept. Submit it anew."));
    }

    private static void requireResumable(Connection connection, JobId id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT j.ended_at, r.id AS resumed_by FROM jobs j LEFT JOIN jobs r ON r.resumes = j.id
                WHERE j.id = ?""")) {
            select.setObject(1, id.value());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw notFound(id);
                }
                if (Columns.optionalTime(row, "ended_at").isEmpty()) {
                    throw new CentossrvException(
                            NOT_STOPPED, "Job " + id + " is under way. Cancel it first, or wait for its end.");
                }
                UUID resumedBy = row.getObject("resumed_by", UUID.class);
                if (resumedBy != null) {
                    throw new CentossrvException(
                            RESUMED, "Job " + id + " was resumed before, as job " + resumedBy + ".");
                }
            }
        }
    }

    private static Map<String, PlanDraft> drafts(Connection connection, JobId id) throws SQLException {
        Map<String, byte[]> contents = new HashMap<>();
        try (PreparedStatement select =
                connection.prepareStatement("SELECT sha256, content FROM plan_files WHERE job = ?")) {
            select.setObject(1, id.value());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    contents.put(row.getString("sha256"), row.getBytes("content"));
                }
            }
        }
        Map<String, PlanDraft> drafts = new HashMap<>();
        try (PreparedStatement select =
                connection.prepareStatement("SELECT digest, play, predicts, diff, files FROM plans WHERE job = ?")) {
            select.setObject(1, id.value());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Map<String, byte[]> files = new HashMap<>();
                    for (String file : (String[]) row.getArray("files").getArray()) {
                        files.put(file, contents.get(file));
                    }
                    drafts.put(
                            row.getString("digest"),
                            new PlanDraft(
                                    row.getString("play"), files, row.getBoolean("predicts"), row.getBoolean("diff")));
                }
            }
        }
        return drafts;
    }

    private static Unfinished request(
            Connection connection, JobId id, Map<NodeId, PlanDraft> plans, Map<NodeId, NodeName> names)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT kind, title, predicts, target, nodes, batch_size, max_failures, timeout_seconds,
                    coalesce(ttl_seconds, extract(epoch FROM expires_at - submitted_at)::integer) AS ttl
                FROM jobs WHERE id = ?""")) {
            select.setObject(1, id.value());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw notFound(id);
                }
                Optional<Share> batch = Optional.ofNullable(row.getObject("batch_size", Integer.class))
                        .map(size -> new Share(size, false));
                Optional<Share> failures = Optional.ofNullable(row.getObject("max_failures", Integer.class))
                        .map(number -> new Share(number, false));
                String kind = row.getString("kind");
                JobRequest request = new JobRequest(
                        kind,
                        row.getString("title"),
                        plans,
                        names,
                        Duration.ofSeconds(row.getInt("ttl")),
                        Duration.ofSeconds(row.getInt("timeout_seconds")),
                        Optional.empty(),
                        Optional.empty(),
                        row.getString("target"),
                        new Rollout(batch, failures));
                return new Unfinished(request, WorkPermission.of(kind, row.getBoolean("predicts")));
            }
        }
    }
}
