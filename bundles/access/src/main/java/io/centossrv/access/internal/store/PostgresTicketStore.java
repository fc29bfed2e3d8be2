// SPDX-License-Identifier: Apache-2.0
package io.centossrv.access.internal.store;

import io.centossrv.persistence.Database;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps the hashes of tickets, so that any control plane can redeem what another one gave. */
@Component(service = PostgresTicketStore.class)
public final class PostgresTicketStore {
    private static final int MOST_OF_AN_ACCOUNT = 100;

    private final Database database;

    @Activate
    public PostgresTicketStore(@Reference AccessDatabase access) {
        this.database = access.database();
    }

    /** Adds a ticket and forgets those that expired; returns false where the account has too many. */
    public boolean insert(byte[] hash, String account, Instant expiresAt, Instant now) {
        return database.inTransaction(transaction -> {
            try (PreparedStatement delete =
                            transaction.connection().prepareStatement("DELETE FROM tickets WHERE expires_at <= ?");
                    PreparedStatement insert = transaction
                            .connection()
                            .prepareStatement("INSERT INTO tickets (hash, account, expires_at) SELECT ?, ?, ?"
                                    + " WHERE (SELECT count(*) FROM tickets WHERE account = ?) < ?")) {
                delete.setObject(1, now.atOffset(ZoneOffset.UTC));
                delete.executeUpdate();
                insert.setBytes(1, hash);
                insert.setString(2, account);
                insert.setObject(3, expiresAt.atOffset(ZoneOffset.UTC));
                insert.setString(4, account);
                insert.setInt(5, MOST_OF_AN_ACCOUNT);
                return insert.executeUpdate() == 1;
            }
        });
    }

    /** Takes a ticket away and returns whose it was; empty where it is unknown, taken or expired. */
    public Optional<String> take(byte[] hash, Instant now) {
        return database.inTransaction(transaction -> {
            try (PreparedStatement delete = transaction
                    .connection()
                    .prepareStatement("DELETE FROM tickets WHERE hash = ? RETURNING account, expires_at > ?")) {
                delete.setBytes(1, hash);
                delete.setObject(2, now.atOffset(ZoneOffset.UTC));
                try (ResultSet row = delete.executeQuery()) {
                    return row.next() && row.getBoolean(2) ? Optional.of(row.getString(1)) : Optional.empty();
                }
            }
        });
    }
}
