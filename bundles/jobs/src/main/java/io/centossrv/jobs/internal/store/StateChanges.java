// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.store;

import io.centossrv.jobs.JobId;
import io.centossrv.jobs.NodeJobState;
import io.centossrv.jobs.internal.state.NodeNews;
import io.centossrv.jobs.internal.state.NodeStatus;
import io.centossrv.persistence.Transaction;
import io.centossrv.protocol.NodeId;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Moves jobs on nodes forward, and ends a job with its last node. Rows are locked in the order of job and node, all nodes
 * before any job, so that no two transactions wait for one another.
 */
final class StateChanges {
    /** Beyond twice its timeout: how long a node that holds a job may be silent. */
    static final Duration SILENCE = Duration.ofHours(1);

    /** Jobs over more nodes tell of their beginning and end alone: events are for people. */
    private static final int NODES_WITH_EVENTS = 200;

    private final Transaction transaction;
    private final Connection connection;
    private final Instant now;
    private final SortedMap<JobId, JobTally> tallies = new TreeMap<>();

    private StateChanges(Transaction transaction, Instant now) {
        this.transaction = transaction;
        this.connection = transaction.connection();
        this.now = now;
    }

    static void apply(Transaction transaction, List<NodeNews> news, Instant now) throws SQLException {
        if (!news.isEmpty()) {
            new StateChanges(transaction, now).apply(news);
        }
    }

    private void apply(List<NodeNews> news) throws SQLException {
        Map<Key, List<NodeNews>> byRow = new LinkedHashMap<>();
        news.forEach(n -> byRow.computeIfAbsent(new Key(n.job(), n.node()), k -> new ArrayList<>())
                .add(n));
        try (PreparedStatement update = connection.prepareStatement("""
                UPDATE job_nodes SET state = ?, reason = ?, presumed = ?, delivered_at = ?, started_at = ?, ended_at = ?,
                    final_at = ?, held = held OR ?, give_up_at = ?, waiting_at = ? WHERE job = ? AND node = ?""")) {
            for (Row row : lock(byRow.keySet().stream().toList())) {
                advance(row, byRow.get(row.key()), update);
            }
            update.executeBatch();
        }
        for (Map.Entry<JobId, JobTally> entry : tallies.entrySet()) {
            entry.getValue().write(transaction, entry.getKey(), now);
        }
    }

    private void advance(Row row, List<NodeNews> news, PreparedStatement update) throws SQLException {
        NodeStatus status = row.status();
        Optional<Instant> delivered = row.deliveredAt();
        Optional<Instant> started = row.startedAt();
        Optional<Instant> over = row.endedAt();
        for (NodeNews each : news) {
            NodeStatus merged = status.merge(each.status());
            if (!merged.equals(status) && merged.state().isFinal()) {
                over = each.endedAt().or(() -> Optional.of(now));
            }
            status = merged;
            delivered = delivered.or(each::deliveredAt);
            started = started.or(each::startedAt);
        }
        boolean closes = row.finalAt().isEmpty() && status.state().isFinal();
        boolean corrects = row.status().presumed() && !status.presumed();
        boolean starts = !row.jobStarted() && (delivered.isPresent() || started.isPresent());
        if (closes || corrects || starts) {
            tallies.merge(
                    row.key().job(),
                    new JobTally(closes ? 1 : 0, failures(status) - failures(row.status()), closes || corrects),
                    JobTally::plus);
        }
        Instant giveUp = row.deliveredAt().isEmpty() && delivered.isPresent()
                ? delivered.get().plus(row.timeout().multipliedBy(2)).plus(SILENCE)
                : row.giveUpAt();
        update.setString(1, status.state().name());
        update.setString(2, status.reason());
        update.setBoolean(3, status.presumed());
        Columns.time(update, 4, delivered);
        Columns.time(update, 5, started);
        Columns.time(update, 6, over);
        Columns.time(update, 7, closes ? Optional.of(now) : row.finalAt());
        update.setBoolean(8, delivered.isPresent());
        update.setObject(9, Columns.time(giveUp));
        boolean waits = status.state() == NodeJobState.WAITING;
        Columns.time(update, 10, row.waitingAt().or(() -> waits ? Optional.of(now) : Optional.empty()));
        update.setObject(11, row.key().job().value());
        update.setObject(12, row.key().node().value());
        update.addBatch();
        if (!status.equals(row.status()) && refused(status)) {
            transaction.emit(JobEvents.refused(row.key().job(), row.key().node(), row.name(), status));
        }
        if (status.state() != row.status().state() && row.nodesOfJob() <= NODES_WITH_EVENTS) {
            transaction.emit(JobEvents.nodeChanged(row.key().job(), row.key().node(), row.name(), status));
        }
    }

    private static boolean refused(NodeStatus status) {
        return status.state() == NodeJobState.FAILED && status.reason().startsWith(NodeStatus.REJECTED);
    }

    private static int failures(NodeStatus status) {
        return JobTally.FAILURES.contains(status.state()) ? 1 : 0;
    }

    private List<Row> lock(List<Key> keys) throws SQLException {
        Array jobs = connection.createArrayOf(
                "uuid", keys.stream().map(k -> k.job().value()).toArray());
        Array nodes = connection.createArrayOf(
                "uuid", keys.stream().map(k -> k.node().value()).toArray());
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT n.job, n.node, n.name, n.state, n.reason, n.presumed, n.delivered_at, n.started_at, n.ended_at,
                       n.final_at, n.give_up_at, n.waiting_at, j.nodes, j.timeout_seconds,
                       j.started_at IS NOT NULL AS job_started
                FROM job_nodes n JOIN unnest(?::uuid[], ?::uuid[]) AS g (job, node) USING (job, node)
                JOIN jobs j ON j.id = n.job
                ORDER BY n.job, n.node FOR UPDATE OF n""")) {
            select.setArray(1, jobs);
            select.setArray(2, nodes);
            List<Row> rows = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    rows.add(Row.read(row));
                }
            }
            return rows;
        }
    }

    private record Key(JobId job, NodeId node) {}

    private record Row(
            Key key,
            String name,
            NodeStatus status,
            Optional<Instant> deliveredAt,
            Optional<Instant> startedAt,
            Optional<Instant> endedAt,
            Optional<Instant> finalAt,
            Instant giveUpAt,
            Optional<Instant> waitingAt,
            int nodesOfJob,
            Duration timeout,
            boolean jobStarted) {
        static Row read(ResultSet row) throws SQLException {
            return new Row(
                    new Key(new JobId(row.getObject("job", UUID.class)), new NodeId(row.getObject("node", UUID.class))),
                    row.getString("name"),
                    new NodeStatus(
                            NodeJobState.valueOf(row.getString("state")),
                            row.getString("reason"),
                            row.getBoolean("presumed")),
                    Columns.optionalTime(row, "delivered_at"),
                    Columns.optionalTime(row, "started_at"),
                    Columns.optionalTime(row, "ended_at"),
                    Columns.optionalTime(row, "final_at"),
                    Columns.time(row, "give_up_at"),
                    Columns.optionalTime(row, "waiting_at"),
                    row.getInt("nodes"),
                    Duration.ofSeconds(row.getInt("timeout_seconds")),
                    row.getBoolean("job_started"));
        }
    }
}
