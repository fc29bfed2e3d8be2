// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence.internal.event;

import io.centossrv.persistence.Event;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Moves events from the outbox into the sequence, oldest row first. The lock on the row that holds the newest number makes
 * sealers take turns whatever the lease says; the lease's token, checked in the same transaction, keeps one that was
 * thought dead from going on.
 */
final class EventSealer {
    static final int BATCH = 1_000;

    private static final String TAKE = "DELETE FROM persistence.outbox WHERE id IN"
            + " (SELECT id FROM persistence.outbox ORDER BY id LIMIT " + BATCH + ")"
            + " RETURNING id, at, topic, subject, actor, audit, data";

    private EventSealer() {}

    /** Seals one batch in the transaction of the connection and returns how many events it had; the caller commits. */
    static int seal(Connection connection, SealerLease lease) throws SQLException {
        if (!lease.holds(connection)) {
            return 0;
        }
        long newest;
        byte[] hash;
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT newest, audit_hash FROM persistence.sequence FOR UPDATE");
                ResultSet row = select.executeQuery()) {
            row.next();
            newest = row.getLong(1);
            hash = row.getBytes(2);
        }
        List<Event> events = take(connection, newest);
        if (events.isEmpty()) {
            return 0;
        }
        byte[] last = insert(connection, events, hash);
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE persistence.sequence SET newest = ?, audit_hash = ?")) {
            update.setLong(1, newest + events.size());
            update.setBytes(2, last);
            update.executeUpdate();
        }
        return events.size();
    }

    private static List<Event> take(Connection connection, long newest) throws SQLException {
        List<Event> events = new ArrayList<>();
        String ordered = "WITH taken AS (" + TAKE + ") SELECT * FROM taken ORDER BY id";
        try (PreparedStatement statement = connection.prepareStatement(ordered);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                events.add(new Event(
                        newest + events.size() + 1,
                        rows.getObject("at", OffsetDateTime.class).toInstant(),
                        rows.getString("topic"),
                        rows.getString("subject"),
                        rows.getString("actor"),
                        rows.getBoolean("audit"),
                        rows.getString("data")));
            }
        }
        return events;
    }

    private static byte[] insert(Connection connection, List<Event> events, byte[] before) throws SQLException {
        byte[] hash = before;
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO persistence.events (" + EventRow.COLUMNS + ", hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (Event event : events) {
                insert.setLong(1, event.sequence());
                insert.setObject(2, event.at().atOffset(ZoneOffset.UTC));
                insert.setString(3, event.topic());
                insert.setString(4, event.subject());
                insert.setString(5, event.actor());
                insert.setBoolean(6, event.audit());
                insert.setString(7, event.data());
                if (event.audit()) {
                    hash = AuditChain.next(hash, event);
                    insert.setBytes(8, hash);
                } else {
                    insert.setNull(8, Types.BINARY);
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
        return hash;
    }
}
