// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.store;

import io.centossrv.jobs.JobId;
import io.centossrv.jobs.internal.plan.CheckedPlan;
import io.centossrv.jobs.internal.plan.NewJob;
import io.centossrv.persistence.Database;
import io.centossrv.persistence.Transaction;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorDetail;
import io.centossrv.platform.ErrorKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Commits new jobs, all of a job or nothing. Thread-safe. */
public final class PostgresSubmissions {
    /** The code of a key that came with another request before. */
    public static final ErrorCode KEY_REUSED = new ErrorCode("idempotency-key-reused", ErrorKind.USER);

    private static final Duration KEY_KEPT = Duration.ofHours(24);
    private static final String UNIQUE = "23505";

    private final Database database;

    public PostgresSubmissions(JobsDatabase jobs) {
        database = jobs.database();
    }

    /**
     * Returns the job that the same request with this key made before.
     *
     * @throws CentossrvException {@code idempotency-key-reused} where it was another request
     */
    public Optional<JobId> earlier(String actor, NewJob.Key key, Instant now) {
        return database.read(tx -> earlier(tx.connection(), actor, key, now));
    }

    /**
     * Commits a job, unless the same request with the same key was committed before.
     *
     * @return the id of the job that stands for the request
     * @throws CentossrvException {@code idempotency-key-reused}
     */
    public JobId add(NewJob job) {
        return database.inTransaction(tx -> {
            Optional<JobId> earlier = job.key().isPresent() ? claimKey(tx.connection(), job) : Optional.empty();
            if (earlier.isPresent()) {
                return earlier.get();
            }
            addJob(tx.connection(), job);
            addPlans(tx.connection(), job);
            addNodes(tx.connection(), job);
            addKey(tx.connection(), job);
            emit(tx, job);
            return job.id();
        });
    }

    /** A lock by key makes two equal requests at the same moment one job: the second waits and finds the first. */
    private static Optional<JobId> claimKey(Connection connection, NewJob job) throws SQLException {
        NewJob.Key key = job.key().orElseThrow();
        try (PreparedStatement lock =
                connection.prepareStatement("SELECT pg_advisory_xact_lock(hashtextextended(?, 7))")) {
            lock.setString(1, job.actor() + "\n" + key.value());
            lock.executeQuery().close();
        }
        return earlier(connection, job.actor(), key, job.submittedAt());
    }

    private static Optional<JobId> earlier(Connection connection, String actor, NewJob.Key key, Instant now)
            throws SQLException {
        try (PreparedStatement find = connection.prepareStatement(
                "SELECT job, fingerprint FROM idempotency_keys WHERE actor = ? AND key = ? AND kept_until > ?")) {
            find.setString(1, actor);
            find.setString(2, key.value());
            find.setObject(3, Columns.time(now));
            try (ResultSet row = find.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                if (!row.getString("fingerprint").equals(key.fingerprint())) {
                    throw new CentossrvException(
                            KEY_REUSED,
                            "The Idempotency-Key came with another request before. Use a new key for a new request.",
                            List.of(ErrorDetail.at("", "The header Idempotency-Key repeats a key.")));
                }
                return Optional.of(Columns.job(row, "job"));
            }
        }
    }

    private static void addJob(Connection connection, NewJob job) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO jobs (id, kind, title, actor, predicts, submitted_at, expires_at, timeout_seconds,
                                  nodes, open_nodes, target, ttl_seconds, batch_size, batches, max_failures, resumes)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setObject(1, job.id().value());
            insert.setString(2, job.kind());
            insert.setString(3, job.title());
            insert.setString(4, job.actor());
            insert.setBoolean(5, job.check());
            insert.setObject(6, Columns.time(job.submittedAt()));
            insert.setObject(7, Columns.time(job.expiresAt()));
            insert.setInt(8, Math.toIntExact(job.timeout().toSeconds()));
            insert.setInt(9, job.nodes().size());
            insert.setInt(10, job.nodes().size());
            insert.setString(11, job.target());
            insert.setInt(12, Math.toIntExact(job.timeToLive().toSeconds()));
            insert.setInt(13, job.batchSize());
            insert.setInt(14, job.batches());
            insert.setObject(15, job.maxFailures().orElse(null), Types.INTEGER);
            insert.setObject(16, job.resumes().map(JobId::value).orElse(null), Types.OTHER);
            insert.executeUpdate();
        } catch (SQLException e) {
            if (UNIQUE.equals(e.getSQLState()) && job.resumes().isPresent()) {
                throw new CentossrvException(
                        PostgresStops.RESUMED, "Job " + job.resumes().get() + " was resumed before, a moment ago.", e);
            }
            throw e;
        }
    }

    private static void addPlans(Connection connection, NewJob job) throws SQLException {
        try (PreparedStatement plan = connection.prepareStatement("""
                        INSERT INTO plans (job, digest, play, predicts, diff, files, bytes)
                        VALUES (?, ?, ?, ?, ?, ?, ?)""");
                PreparedStatement file = connection.prepareStatement(
                        "INSERT INTO plan_files (job, sha256, content) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")) {
            for (CheckedPlan each : job.plans()) {
                Map<String, byte[]> files = each.draft().files();
                plan.setObject(1, job.id().value());
                plan.setString(2, each.digest());
                plan.setString(3, each.draft().play());
                plan.setBoolean(4, each.draft().check());
                plan.setBoolean(5, each.draft().diff());
                plan.setArray(
                        6,
                        connection.createArrayOf(
                                "text", files.keySet().stream().sorted().toArray()));
                plan.setLong(7, each.bytes());
                plan.addBatch();
                for (Map.Entry<String, byte[]> entry : files.entrySet()) {
                    file.setObject(1, job.id().value());
                    file.setString(2, entry.getKey());
                    file.setBytes(3, entry.getValue());
                    file.addBatch();
                }
            }
            plan.executeBatch();
            file.executeBatch();
        }
    }

    /** Nodes are counted in the order of their ids, so that two jobs over the same nodes can't deadlock. */
    private static void addNodes(Connection connection, NewJob job) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                WITH given AS (SELECT * FROM unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::integer[])
                    AS g (node, name, team, plan, batch)),
                counted AS (
                    INSERT INTO node_counters AS c (node, counter) SELECT node, 1 FROM given ORDER BY node
                    ON CONFLICT (node) DO UPDATE SET counter = c.counter + 1 RETURNING node, counter)
                INSERT INTO job_nodes (job, node, name, team, plan, counter, batch, held_back, state, reason, queued_at,
                    waiting_at, give_up_at, due_at, expires_at)
                SELECT given_job, node, name, team, plan, counter, batch, batch > 1,
                    CASE WHEN batch > 1 THEN 'WAITING' ELSE 'QUEUED' END,
                    CASE WHEN batch > 1 THEN 'batch ' || batch || ' of ' || batches ELSE '' END, now_at,
                    CASE WHEN batch > 1 THEN now_at END, CASE WHEN batch > 1 THEN never ELSE expires END,
                    CASE WHEN batch > 1 THEN never ELSE now_at END, CASE WHEN batch = 1 THEN expires END
                FROM given JOIN counted USING (node),
                    (VALUES (?::uuid, ?::integer, ?::timestamptz, ?::timestamptz, ?::timestamptz))
                        AS j (given_job, batches, now_at, expires, never)""")) {
            insert.setArray(
                    1, array(connection, "uuid", job.nodes(), n -> n.node().value()));
            insert.setArray(
                    2, array(connection, "text", job.nodes(), n -> n.name().value()));
            insert.setArray(3, array(connection, "text", job.nodes(), NewJob.Target::team));
            insert.setArray(4, array(connection, "text", job.nodes(), NewJob.Target::plan));
            insert.setArray(5, array(connection, "integer", job.nodes(), NewJob.Target::batch));
            insert.setObject(6, job.id().value());
            insert.setInt(7, job.batches());
            insert.setObject(8, Columns.time(job.submittedAt()));
            insert.setObject(9, Columns.time(job.expiresAt()));
            insert.setObject(10, Columns.never());
            insert.executeUpdate();
        }
    }

    private static java.sql.Array array(
            Connection connection, String type, List<NewJob.Target> nodes, Function<NewJob.Target, Object> value)
            throws SQLException {
        return connection.createArrayOf(type, nodes.stream().map(value).toArray());
    }

    private static void addKey(Connection connection, NewJob job) throws SQLException {
        if (job.key().isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO idempotency_keys (actor, key, fingerprint, job, kept_until) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (actor, key) DO UPDATE SET fingerprint = excluded.fingerprint, job = excluded.job,
                    kept_until = excluded.kept_until""")) {
            UUID id = job.id().value();
            insert.setString(1, job.actor());
            insert.setString(2, job.key().orElseThrow().value());
            insert.setString(3, job.key().orElseThrow().fingerprint());
            insert.setObject(4, id);
            insert.setObject(5, Columns.time(job.submittedAt().plus(KEY_KEPT)));
            insert.executeUpdate();
        }
    }

    private static void emit(Transaction tx, NewJob job) {
        tx.emit(JobEvents.submitted(job));
    }
}
