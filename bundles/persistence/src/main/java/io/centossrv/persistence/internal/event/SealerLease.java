// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence.internal.event;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;

/** Which control plane seals: a row in the database with an end and a token that grows with each holder. */
final class SealerLease {
    static final Duration LENGTH = Duration.ofSeconds(10);

    private final UUID holder = UUID.randomUUID();
    private OptionalLong token = OptionalLong.empty();

    /** Takes the lease if it is free, or makes it last longer if it is ours; the caller commits. */
    boolean acquire(Connection connection) throws SQLException {
        String end = "clock_timestamp() + interval '" + LENGTH.toSeconds() + " s'";
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE persistence.sealer SET holder = ?, expires_at = "
                        + end + ", token = token + CASE WHEN holder = ? THEN 0 ELSE 1 END"
                        + " WHERE holder = ? OR expires_at < clock_timestamp() RETURNING token")) {
            update.setObject(1, holder);
            update.setObject(2, holder);
            update.setObject(3, holder);
            try (ResultSet row = update.executeQuery()) {
                token = row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
        }
        return token.isPresent();
    }

    /** Tells, in the transaction of the connection and until its end, whether the lease is still ours. */
    boolean holds(Connection connection) throws SQLException {
        if (token.isEmpty()) {
            return false;
        }
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT 1 FROM persistence.sealer WHERE holder = ? AND token = ? FOR SHARE")) {
            select.setObject(1, holder);
            select.setLong(2, token.getAsLong());
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    /** Gives the lease back, so that another one need not wait for its end. */
    void release(Connection connection) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE persistence.sealer SET holder = NULL, expires_at = '-infinity' WHERE holder = ?")) {
            update.setObject(1, holder);
            update.executeUpdate();
        }
        token = OptionalLong.empty();
    }
}
