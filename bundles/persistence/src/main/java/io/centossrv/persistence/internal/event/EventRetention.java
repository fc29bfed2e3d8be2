// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence.internal.event;

import io.centossrv.persistence.internal.store.Connections;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** Removes old events, as the owner of the tables: the role that seals can only append. Not thread-safe. */
public final class EventRetention {
    private static final int BATCH = 10_000;
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final Connections connections;
    private final Limits limits;
    private long next = System.nanoTime();

    public EventRetention(Connections connections, Limits limits) {
        this.connections = connections;
        this.limits = limits;
    }

    /**
     * What is kept. Audit rows have limits of their own.
     *
     * @param events how many of the newest events
     * @param age how long events are kept
     * @param auditEvents how many of the newest audit rows
     * @param auditAge how long audit rows are kept
     */
    public record Limits(long events, Duration age, long auditEvents, Duration auditAge) {
        public Limits {
            if (events < 1_000 || auditEvents < 1_000) {
                throw new IllegalArgumentException("at least 1000 events and audit rows are kept");
            }
            if (age.compareTo(Duration.ofMinutes(1)) < 0 || auditAge.compareTo(age) < 0) {
                throw new IllegalArgumentException(
                        "events are kept for a minute at least, audit rows as long or longer");
            }
        }
    }

    /** Prunes once a minute; otherwise returns at once. */
    void pruneIfDue() throws SQLException {
        if (System.nanoTime() - next >= 0) {
            next = System.nanoTime() + INTERVAL.toNanos();
            prune();
        }
    }

    void prune() throws SQLException {
        try (Connection connection = connections.asMigrate()) {
            pruneEvents(connection);
            pruneAudit(connection);
        }
    }

    private void pruneEvents(Connection connection) throws SQLException {
        long until = bound(connection);
        long from = 0;
        boolean more = true;
        while (more) {
            try (PreparedStatement delete = connection.prepareStatement("WITH gone AS (DELETE FROM persistence.events"
                    + " WHERE sequence IN (SELECT sequence FROM persistence.events WHERE sequence > ? AND sequence <= ?"
                    + " AND NOT audit ORDER BY sequence LIMIT " + BATCH + ") RETURNING sequence)"
                    + " SELECT count(*), max(sequence) FROM gone")) {
                delete.setLong(1, from);
                delete.setLong(2, until);
                try (ResultSet row = delete.executeQuery()) {
                    row.next();
                    more = row.getInt(1) == BATCH;
                    from = row.getLong(2);
                }
            }
        }
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE persistence.sequence SET pruned = ? WHERE pruned < ?")) {
            update.setLong(1, until);
            update.setLong(2, until);
            update.executeUpdate();
        }
    }

    /** Returns the number up to which events go: times rise with numbers, but for transactions that took long. */
    private long bound(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT greatest(newest - ?, coalesce("
                + "(SELECT sequence - 1 FROM persistence.events WHERE sequence > pruned"
                + " AND at >= now() - (? * interval '1 s') ORDER BY sequence LIMIT 1), newest))"
                + " FROM persistence.sequence")) {
            select.setLong(1, limits.events());
            select.setLong(2, limits.age().toSeconds());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private void pruneAudit(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement prune = connection.prepareStatement("WITH bound AS (SELECT max(sequence) AS last FROM ("
                + "(SELECT sequence FROM persistence.events WHERE audit ORDER BY sequence DESC OFFSET ? LIMIT 1)"
                + " UNION ALL (SELECT max(sequence) FROM persistence.events WHERE audit"
                + " AND at < now() - (? * interval '1 s'))) AS bounds (sequence)),"
                + " anchor AS (UPDATE persistence.sequence SET audit_anchor ="
                + " (SELECT hash FROM persistence.events WHERE sequence = (SELECT last FROM bound))"
                + " WHERE (SELECT last FROM bound) IS NOT NULL)"
                + " DELETE FROM persistence.events WHERE audit AND sequence <= (SELECT last FROM bound)")) {
            prune.setLong(1, limits.auditEvents());
            prune.setLong(2, limits.auditAge().toSeconds());
            prune.executeUpdate();
            connection.commit();
        }
        connection.setAutoCommit(true);
    }
}
