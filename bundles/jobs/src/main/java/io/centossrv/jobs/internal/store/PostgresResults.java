// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.centossrv.inventory.NodeName;
import io.centossrv.jobs.JobId;
import io.centossrv.jobs.NodeJobState;
import io.centossrv.jobs.NodeResult;
import io.centossrv.jobs.TaskOutcome;
import io.centossrv.persistence.Database;
import io.centossrv.platform.page.Page;
import io.centossrv.platform.page.PageRequest;
import io.centossrv.protocol.NodeId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what came of a job on its nodes. Thread-safe. */
public final class PostgresResults {
    /** A page ends early where its output takes more: it has to fit into memory, many times. */
    private static final long MAX_PAGE_OUTPUT = 16L * 1024 * 1024;

    private final Database database;
    private final ObjectMapper json = new ObjectMapper();

    public PostgresResults(JobsDatabase jobs) {
        database = jobs.database();
    }

    /** Returns nodes by name, which is the page's key. */
    public Page<NodeResult> results(JobId job, PageRequest request) {
        return database.read(tx -> {
            Page<NodeResult> page = nodes(tx.connection(), job, request);
            Map<NodeId, List<TaskOutcome>> tasks = tasks(tx.connection(), job, page.items());
            return page.map(n -> with(n, tasks.getOrDefault(n.node(), List.of())));
        });
    }

    private static Page<NodeResult> nodes(Connection connection, JobId job, PageRequest request) throws SQLException {
        List<NodeResult> nodes = new ArrayList<>();
        boolean more = false;
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT node, name, state, reason, queued_at, delivered_at, started_at, ended_at, output_bytes, batch,
                       waiting_at
                FROM job_nodes WHERE job = ? AND name > ? ORDER BY name LIMIT ?""")) {
            select.setObject(1, job.value());
            select.setString(2, request.after().orElse(""));
            select.setInt(3, request.limit() + 1);
            long output = 0;
            try (ResultSet row = select.executeQuery()) {
                while (!more && row.next()) {
                    output += row.getLong("output_bytes");
                    more = nodes.size() == request.limit() || (output > MAX_PAGE_OUTPUT && !nodes.isEmpty());
                    if (!more) {
                        nodes.add(node(row));
                    }
                }
            }
        }
        return new Page<>(
                nodes, more ? Optional.of(nodes.get(nodes.size() - 1).name().value()) : Optional.empty());
    }

    private static NodeResult node(ResultSet row) throws SQLException {
        return new NodeResult(
                Columns.node(row, "node"),
                new NodeName(row.getString("name")),
                NodeJobState.valueOf(row.getString("state")),
                row.getString("reason"),
                Columns.time(row, "queued_at"),
                Columns.optionalTime(row, "delivered_at"),
                Columns.optionalTime(row, "started_at"),
                Columns.optionalTime(row, "ended_at"),
                List.of(),
                row.getInt("batch"),
                Columns.optionalTime(row, "waiting_at"));
    }

    private Map<NodeId, List<TaskOutcome>> tasks(Connection connection, JobId job, List<NodeResult> nodes)
            throws SQLException {
        Map<NodeId, List<TaskOutcome>> tasks = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT node, position, play, task, module, status, message, return_code, stdout, stderr, diffs,
                       started_at, ended_at
                FROM job_tasks WHERE job = ? AND node = ANY (?) ORDER BY node, position""")) {
            select.setObject(1, job.value());
            select.setArray(
                    2,
                    PostgresDeliveryQueue.ids(
                            connection, nodes.stream().map(NodeResult::node).toList()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    tasks.computeIfAbsent(Columns.node(row, "node"), n -> new ArrayList<>())
                            .add(task(row));
                }
            }
        }
        return tasks;
    }

    private TaskOutcome task(ResultSet row) throws SQLException {
        return new TaskOutcome(
                row.getInt("position"),
                row.getString("play"),
                row.getString("task"),
                row.getString("module"),
                row.getString("status"),
                row.getString("message"),
                Optional.ofNullable(row.getObject("return_code", Integer.class)),
                row.getString("stdout"),
                row.getString("stderr"),
                diffs(row.getString("diffs")),
                Columns.time(row, "started_at"),
                Columns.time(row, "ended_at"));
    }

    private List<TaskOutcome.Diff> diffs(String text) {
        try {
            List<TaskOutcome.Diff> diffs = new ArrayList<>();
            for (JsonNode diff : json.readTree(text)) {
                diffs.add(new TaskOutcome.Diff(
                        diff.path("beforeHeader").asText(),
                        diff.path("afterHeader").asText(),
                        diff.path("before").asText(),
                        diff.path("after").asText()));
            }
            return diffs;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored diff is not JSON", e);
        }
    }

    private static NodeResult with(NodeResult node, List<TaskOutcome> tasks) {
        return new NodeResult(
                node.node(),
                node.name(),
                node.state(),
                node.reason(),
                node.queuedAt(),
                node.deliveredAt(),
                node.startedAt(),
                node.endedAt(),
                tasks,
                node.batch(),
                node.waitingAt());
    }
}
