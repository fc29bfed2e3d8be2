// SPDX-License-Identifier: Apache-2.0
package io.centossrv.access.internal.store;

import io.centossrv.persistence.Database;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps the public keys that tokens are verified with. */
@Component(service = PostgresSigningKeyStore.class)
public final class PostgresSigningKeyStore {
    private final Database database;

    @Activate
    public PostgresSigningKeyStore(@Reference AccessDatabase access) {
        this.database = access.database();
    }

    /** Adds a key, or does nothing where it is there; returns false where it was revoked. */
    public boolean publish(String kid, byte[] publicKey, Instant now) {
        return database.inTransaction(transaction -> {
            try (PreparedStatement insert = transaction
                    .connection()
                    .prepareStatement("INSERT INTO signing_keys (kid, public_key, created_at) VALUES (?, ?, ?)"
                            + " ON CONFLICT (kid) DO UPDATE SET kid = excluded.kid RETURNING revoked_at IS NULL")) {
                insert.setString(1, kid);
                insert.setBytes(2, publicKey);
                insert.setObject(3, now.atOffset(ZoneOffset.UTC));
                try (ResultSet row = insert.executeQuery()) {
                    row.next();
                    return row.getBoolean(1);
                }
            }
        });
    }

    /** Revokes a key: every token that was signed with it is worthless. */
    public void revoke(String kid, Instant now) {
        database.inTransaction(transaction -> {
            try (PreparedStatement update = transaction
                    .connection()
                    .prepareStatement("UPDATE signing_keys SET revoked_at = ? WHERE kid = ? AND revoked_at IS NULL")) {
                update.setObject(1, now.atOffset(ZoneOffset.UTC));
                update.setString(2, kid);
                return update.executeUpdate();
            }
        });
    }

    /** Returns the keys that are not revoked, DER of SubjectPublicKeyInfo by kid. */
    public Map<String, byte[]> valid() {
        return database.read(transaction -> {
            Map<String, byte[]> keys = new HashMap<>();
            try (PreparedStatement select = transaction
                            .connection()
                            .prepareStatement("SELECT kid, public_key FROM signing_keys WHERE revoked_at IS NULL");
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    keys.put(rows.getString(1), rows.getBytes(2));
                }
            }
            return keys;
        });
    }
}
