// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.store;

import io.centossrv.jobs.internal.plan.PlanBinding;
import io.centossrv.jobs.internal.state.FrozenNodes;
import io.centossrv.jobs.internal.state.NodeNews;
import io.centossrv.jobs.internal.store.Claim.Errand;
import io.centossrv.persistence.Database;
import io.centossrv.protocol.NodeId;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What is to be asked of nodes, as rows that are claimed for a time, so that several control planes, or two versions of
 * this one, share the work and a claim that dies with its owner comes back. Thread-safe.
 */
public final class PostgresDeliveryQueue {
    private final Database database;

    public PostgresDeliveryQueue(JobsDatabase jobs) {
        database = jobs.database();
    }

    /**
     * Claims what is due on these nodes, the longest due first. From the commit on each node counts as perhaps holding
     * its plan, because nobody could tell whether it was asked when we die.
     */
    public List<Claim> claim(Collection<NodeId> nodes, FrozenNodes frozen, Instant now, Instant leaseUntil, int limit) {
        return database.inTransaction(tx -> {
            boolean current = version(tx.connection()) == frozen.version();
            return current ? claim(tx.connection(), nodes, frozen, now, leaseUntil, limit) : List.of();
        });
    }

    /** Held until the commit: a freeze waits for claims that do not know of it. */
    private static long version(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT freeze_version FROM control FOR SHARE");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static List<Claim> claim(
            Connection connection,
            Collection<NodeId> nodes,
            FrozenNodes frozen,
            Instant now,
            Instant leaseUntil,
            int limit)
            throws SQLException {
        UUID lease = UUID.randomUUID();
        try (PreparedStatement update = connection.prepareStatement("""
                WITH due AS (
                    SELECT n.job, n.node, n.held, coalesce(n.expires_at, j.expires_at) AS expires_at,
                        CASE WHEN NOT n.cancel_told AND j.stopped_at IS NOT NULL
                                AND (j.stop_running OR n.state IN ('QUEUED', 'WAITING')) THEN 'CANCEL'
                            WHEN n.state IN ('QUEUED', 'WAITING') AND NOT n.cancel_told
                                AND coalesce(n.expires_at, j.expires_at) > ? THEN 'DELIVER'
                            ELSE 'INQUIRE' END AS errand
                    FROM job_nodes n JOIN jobs j ON j.id = n.job
                    WHERE n.final_at IS NULL AND n.due_at <= ? AND n.node = ANY (?)
                      AND (n.lease_until IS NULL OR n.lease_until <= ?)
                      AND (n.held OR (coalesce(n.expires_at, j.expires_at) > ? AND j.stopped_at IS NULL))
                      AND NOT (n.state IN ('QUEUED', 'WAITING') AND j.stopped_at IS NULL AND (? OR n.node = ANY (?)))
                    ORDER BY n.due_at, n.job LIMIT ? FOR UPDATE OF n SKIP LOCKED)
                UPDATE job_nodes n SET lease = ?, lease_until = ?, attempts = n.attempts + 1, held = true,
                    give_up_at = CASE WHEN due.held THEN n.give_up_at
                        ELSE due.expires_at + make_interval(secs => 2 * j.timeout_seconds + ?) END
                FROM due, jobs j, plans p, control c
                WHERE n.job = due.job AND n.node = due.node AND j.id = n.job AND p.job = n.job AND p.digest = n.plan
                RETURNING n.job, n.node, due.errand, coalesce(j.stop_code, '') AS stop_code, due.held AS held_before, n.delivered_at, n.attempts, n.team, n.plan,
                    j.actor, j.kind, j.predicts,
                    p.bytes, c.epoch, n.counter, j.submitted_at, due.expires_at, j.timeout_seconds""")) {
            update.setObject(1, Columns.time(now));
            update.setObject(2, Columns.time(now));
            update.setArray(3, ids(connection, nodes));
            update.setObject(4, Columns.time(now));
            update.setObject(5, Columns.time(now));
            update.setBoolean(6, frozen.everything().isPresent());
            update.setArray(7, ids(connection, frozen.reasons().keySet()));
            update.setInt(8, limit);
            update.setObject(9, lease);
            update.setObject(10, Columns.time(leaseUntil));
            update.setLong(11, StateChanges.SILENCE.toSeconds());
            List<Claim> claims = new ArrayList<>();
            try (ResultSet row = update.executeQuery()) {
                while (row.next()) {
                    claims.add(claim(row, lease));
                }
            }
            claims.sort(Comparator.comparing(Claim::job).thenComparing(Claim::node));
            return claims;
        }
    }

    private static Claim claim(ResultSet row, UUID lease) throws SQLException {
        PlanBinding binding = new PlanBinding(
                Columns.node(row, "node"),
                Columns.job(row, "job"),
                row.getLong("epoch"),
                row.getLong("counter"),
                Columns.time(row, "submitted_at"),
                Columns.time(row, "expires_at"),
                Duration.ofSeconds(row.getInt("timeout_seconds")));
        return new Claim(
                lease,
                Errand.valueOf(row.getString("errand")),
                row.getString("stop_code"),
                row.getBoolean("held_before"),
                Columns.optionalTime(row, "delivered_at").isPresent(),
                row.getInt("attempts"),
                row.getString("actor"),
                WorkPermission.of(row.getString("kind"), row.getBoolean("predicts")),
                row.getString("team"),
                row.getString("plan"),
                row.getLong("bytes"),
                binding);
    }

    /** Returns what a claimed job is to do; empty where the job was dropped meanwhile. */
    public Optional<PlanBody> body(Claim claim) {
        return database.read(tx -> {
            Connection connection = tx.connection();
            Map<String, byte[]> files = files(connection, claim);
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT play, predicts, diff FROM plans WHERE job = ? AND digest = ?")) {
                select.setObject(1, claim.job().value());
                select.setString(2, claim.plan());
                try (ResultSet row = select.executeQuery()) {
                    return row.next()
                            ? Optional.of(new PlanBody(
                                    row.getString("play"), row.getBoolean("predicts"), row.getBoolean("diff"), files))
                            : Optional.empty();
                }
            }
        });
    }

    private static Map<String, byte[]> files(Connection connection, Claim claim) throws SQLException {
        Map<String, byte[]> files = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT f.sha256, f.content FROM plans p JOIN plan_files f ON f.job = p.job AND f.sha256 = ANY (p.files)
                WHERE p.job = ? AND p.digest = ?""")) {
            select.setObject(1, claim.job().value());
            select.setString(2, claim.plan());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    files.put(row.getString(1), row.getBytes(2));
                }
            }
        }
        return files;
    }

    /**
     * Ends claims with what came of them. States only move forward, so they count also where the lease ran out; when to
     * ask again is left to whoever has the claim now.
     */
    public void settle(List<Claim.Settlement> settlements, Instant now) {
        List<Claim.Settlement> sorted = settlements.stream()
                .sorted(Comparator.comparing((Claim.Settlement s) -> s.claim().job())
                        .thenComparing(s -> s.claim().node()))
                .toList();
        database.inTransaction(tx -> {
            release(tx.connection(), sorted, now);
            StateChanges.apply(tx, sorted.stream().map(s -> news(s, now)).toList(), now);
            return true;
        });
    }

    private static NodeNews news(Claim.Settlement settlement, Instant now) {
        Claim claim = settlement.claim();
        NodeNews news = NodeNews.of(claim.job(), claim.node(), settlement.status());
        return settlement.delivered() ? news.deliveredAt(now) : news;
    }

    private static void release(Connection connection, List<Claim.Settlement> settlements, Instant now)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                UPDATE job_nodes n SET lease = NULL, lease_until = NULL, held = ?, cancel_told = n.cancel_told OR ?,
                    due_at = CASE WHEN j.stop_running AND ? AND NOT n.cancel_told THEN ? ELSE ? END,
                    give_up_at = CASE WHEN ? THEN n.give_up_at ELSE coalesce(n.expires_at, j.expires_at) END
                FROM jobs j WHERE j.id = n.job AND n.job = ? AND n.node = ? AND n.lease = ?""")) {
            for (Claim.Settlement each : settlements) {
                update.setBoolean(1, each.held());
                update.setBoolean(2, each.cancelTold());
                update.setBoolean(3, each.claim().errand() != Errand.CANCEL);
                update.setObject(4, Columns.time(now));
                update.setObject(5, Columns.time(each.dueAt()));
                update.setBoolean(6, each.held());
                update.setObject(7, each.claim().job().value());
                update.setObject(8, each.claim().node().value());
                update.setObject(9, each.claim().lease());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    /**
     * Makes what waits for these nodes due at once, and ends claims from before their links: whoever made them died, or
     * asked over a link that is gone.
     *
     * @param links since when each has its link
     * @param lease how long a claim lasts
     */
    public void wake(Map<NodeId, Instant> links, Duration lease, Instant now) {
        database.inTransaction(tx -> {
            endClaims(tx.connection(), links, lease);
            try (PreparedStatement update = tx.connection().prepareStatement("""
                            WITH waiting AS (
                                SELECT n.job, n.node FROM job_nodes n JOIN jobs j ON j.id = n.job
                                WHERE n.final_at IS NULL AND n.node = ANY (?) AND n.due_at > ? AND NOT n.held_back
                                  AND (n.state IN ('QUEUED', 'WAITING') OR (j.stop_running AND NOT n.cancel_told))
                                FOR UPDATE OF n SKIP LOCKED)
                            UPDATE job_nodes n SET due_at = ? FROM waiting w WHERE n.job = w.job AND n.node = w.node""")) {
                update.setArray(1, ids(tx.connection(), links.keySet()));
                update.setObject(2, Columns.time(now));
                update.setObject(3, Columns.time(now));
                return update.executeUpdate();
            }
        });
    }

    private static void endClaims(Connection connection, Map<NodeId, Instant> links, Duration lease)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                WITH ended AS (
                    SELECT n.job, n.node FROM job_nodes n
                    JOIN unnest(?::uuid[], ?::timestamptz[]) AS l (node, lease_until) ON l.node = n.node
                    WHERE n.final_at IS NULL AND n.lease_until < l.lease_until
                    FOR UPDATE OF n SKIP LOCKED)
                UPDATE job_nodes n SET lease = NULL, lease_until = NULL
                FROM ended e WHERE n.job = e.job AND n.node = e.node""")) {
            update.setArray(1, ids(connection, links.keySet()));
            Object[] ends =
                    links.values().stream().map(at -> at.plus(lease).toString()).toArray();
            update.setArray(2, connection.createArrayOf("timestamptz", ends));
            update.executeUpdate();
        }
    }

    static Array ids(Connection connection, Collection<NodeId> nodes) throws SQLException {
        return connection.createArrayOf(
                "uuid", nodes.stream().map(NodeId::value).toArray());
    }
}
