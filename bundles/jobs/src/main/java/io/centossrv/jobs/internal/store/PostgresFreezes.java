// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.store;

import io.centossrv.jobs.internal.state.Freeze;
import io.centossrv.jobs.internal.state.FrozenNodes;
import io.centossrv.persistence.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Freezes, and what waits for them. Thread-safe. */
public final class PostgresFreezes {
    private final Database database;

    public PostgresFreezes(JobsDatabase jobs) {
        database = jobs.database();
    }

    /** The freezes that hold, the oldest first, with their version. */
    public record Active(long version, List<Freeze> freezes) {
        public Active {
            freezes = List.copyOf(freezes);
        }
    }

    /**
     * Adds a freeze. Whoever claims jobs holds the version: when this returns no older claim is under way.
     *
     * @return false where there are as many as may be
     */
    public boolean add(Freeze freeze, int most) {
        return database.inTransaction(tx -> {
            raiseVersion(tx.connection());
            try (PreparedStatement insert = tx.connection().prepareStatement("""
                    INSERT INTO freezes (id, target, reason, actor, frozen_at)
                    SELECT ?, ?, ?, ?, ? WHERE (SELECT count(*) FROM freezes) < ?""")) {
                insert.setObject(1, freeze.id());
                insert.setString(2, freeze.target());
                insert.setString(3, freeze.reason());
                insert.setString(4, freeze.actor());
                insert.setObject(5, Columns.time(freeze.at()));
                insert.setInt(6, most);
                if (insert.executeUpdate() == 0) {
                    return false;
                }
            }
            tx.emit(JobEvents.frozen(freeze));
            return true;
        });
    }

    /** Removes a freeze and returns it. */
    public Optional<Freeze> remove(UUID id, String actor) {
        return database.inTransaction(tx -> {
            raiseVersion(tx.connection());
            try (PreparedStatement delete = tx.connection()
                    .prepareStatement(
                            "DELETE FROM freezes WHERE id = ? RETURNING id, target, reason, actor, frozen_at")) {
                delete.setObject(1, id);
                Optional<Freeze> removed = read(delete).stream().findFirst();
                removed.ifPresent(freeze -> tx.emit(JobEvents.unfrozen(freeze, actor)));
                return removed;
            }
        });
    }

    private static void raiseVersion(Connection connection) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE control SET freeze_version = freeze_version + 1")) {
            update.executeUpdate();
        }
    }

    /** Returns the freezes that hold. */
    public Active active() {
        return database.read(tx -> {
            try (PreparedStatement version = tx.connection().prepareStatement("SELECT freeze_version FROM control");
                    PreparedStatement select = tx.connection()
                            .prepareStatement("SELECT id, target, reason, actor, frozen_at FROM freezes ORDER BY id");
                    ResultSet row = version.executeQuery()) {
                row.next();
                return new Active(row.getLong(1), read(select));
            }
        });
    }

    private static List<Freeze> read(PreparedStatement statement) throws SQLException {
        List<Freeze> freezes = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                freezes.add(new Freeze(
                        row.getObject("id", UUID.class),
                        row.getString("target"),
                        row.getString("reason"),
                        row.getString("actor"),
                        Columns.time(row, "frozen_at")));
            }
        }
        return freezes;
    }

    /** Says of what has not started that it is frozen, or no longer. */
    public void mark(FrozenNodes frozen, Instant now) {
        database.inTransaction(tx -> thaw(tx.connection(), frozen, now)
                + (frozen.everything().isPresent()
                        ? freezeAll(tx.connection(), frozen.everything().get(), now)
                        : freeze(tx.connection(), frozen, now)));
    }

    private static int thaw(Connection connection, FrozenNodes frozen, Instant now) throws SQLException {
        if (frozen.everything().isPresent()) {
            return 0;
        }
        try (PreparedStatement update = connection.prepareStatement("""
                WITH thawed AS (
                    SELECT job, node FROM job_nodes WHERE final_at IS NULL AND reason LIKE 'frozen: %'
                      AND state = 'WAITING' AND NOT node = ANY (?) ORDER BY job, node FOR UPDATE SKIP LOCKED)
                UPDATE job_nodes n SET state = 'QUEUED', reason = '', due_at = ?
                FROM thawed t WHERE n.job = t.job AND n.node = t.node""")) {
            update.setArray(
                    1, PostgresDeliveryQueue.ids(connection, frozen.reasons().keySet()));
            update.setObject(2, Columns.time(now));
            return update.executeUpdate();
        }
    }

    private static int freezeAll(Connection connection, String reason, Instant now) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                WITH open AS (
                    SELECT n.job, n.node FROM job_nodes n JOIN jobs j ON j.id = n.job
                    WHERE n.final_at IS NULL AND n.state IN ('QUEUED', 'WAITING') AND n.lease IS NULL AND NOT n.held_back
                      AND j.stopped_at IS NULL AND n.reason <> ? ORDER BY n.job, n.node FOR UPDATE OF n SKIP LOCKED)
                UPDATE job_nodes n SET state = 'WAITING', reason = ?, waiting_at = coalesce(n.waiting_at, ?)
                FROM open o WHERE n.job = o.job AND n.node = o.node""")) {
            update.setString(1, reason);
            update.setString(2, reason);
            update.setObject(3, Columns.time(now));
            return update.executeUpdate();
        }
    }

    private static int freeze(Connection connection, FrozenNodes frozen, Instant now) throws SQLException {
        if (frozen.reasons().isEmpty()) {
            return 0;
        }
        List<UUID> nodes = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        frozen.reasons().forEach((node, reason) -> {
            nodes.add(node.value());
            reasons.add(reason);
        });
        try (PreparedStatement update = connection.prepareStatement("""
                WITH frozen AS (SELECT * FROM unnest(?::uuid[], ?::text[]) AS f (node, reason)),
                open AS (
                    SELECT n.job, n.node, f.reason FROM job_nodes n JOIN frozen f ON f.node = n.node
                    JOIN jobs j ON j.id = n.job
                    WHERE n.final_at IS NULL AND n.state IN ('QUEUED', 'WAITING') AND n.lease IS NULL AND NOT n.held_back
                      AND j.stopped_at IS NULL AND n.reason <> f.reason ORDER BY n.job, n.node
                    FOR UPDATE OF n SKIP LOCKED)
                UPDATE job_nodes n SET state = 'WAITING', reason = o.reason, waiting_at = coalesce(n.waiting_at, ?)
                FROM open o WHERE n.job = o.job AND n.node = o.node""")) {
            update.setArray(1, connection.createArrayOf("uuid", nodes.toArray()));
            update.setArray(2, connection.createArrayOf("text", reasons.toArray()));
            update.setObject(3, Columns.time(now));
            return update.executeUpdate();
        }
    }
}
