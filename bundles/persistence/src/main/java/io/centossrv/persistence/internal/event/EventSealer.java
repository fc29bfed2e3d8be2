// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence.internal.event;

import io.centossrv.persistence.Event;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

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

    private static final String INSERT = "INSERT INTO persistence.events (" + EventRow.COLUMNS + ", hash)"
            + " SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?)";

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
        byte[][] hashes = new byte[events.size()][];
        for (int i = 0; i < hashes.length; i++) {
            if (events.get(i).audit()) {
                hash = AuditChain.next(hash, events.get(i));
                hashes[i] = hash;
            }
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setArray(1, array(connection, "bigint", events, Event::sequence));
            insert.setArray(2, array(connection, "timestamptz", events, Event::at));
            insert.setArray(3, array(connection, "text", events, Event::topic));
            insert.setArray(4, array(connection, "text", events, Event::subject));
            insert.setArray(5, array(connection, "text", events, Event::actor));
            insert.setArray(6, array(connection, "boolean", events, Event::audit));
            insert.setArray(7, array(connection, "text", events, Event::data));
            insert.setArray(8, connection.createArrayOf("bytea", hashes));
            insert.executeUpdate();
        }
        return hash;
    }

    private static Array array(Connection connection, String type, List<Event> events, Function<Event, Object> field)
            throws SQLException {
        return connection.createArrayOf(type, events.stream().map(field).toArray());
    }
}
