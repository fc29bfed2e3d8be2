// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.store;

import io.centossrv.persistence.EventDraft;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.SortedMap;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps what was set in {@code platform.settings}. Blocks on the database. */
@Component(service = PostgresSettingsStore.class)
public final class PostgresSettingsStore {
    private static final String ALL = "SELECT key, value FROM settings WHERE team = 'default' ORDER BY key";
    private static final String PUT = "INSERT INTO settings (key, value, changed_by) VALUES (?, ?, ?) "
            + "ON CONFLICT (team, key) DO UPDATE "
            + "SET value = excluded.value, changed_by = excluded.changed_by, changed_at = now()";

    private final PlatformDatabase database;

    @Activate
    public PostgresSettingsStore(@Reference PlatformDatabase database) {
        this.database = database;
    }

    /** Returns what was set, key to text. */
    public SortedMap<String, String> all() {
        return database.open().read(transaction -> {
            SortedMap<String, String> values = new TreeMap<>();
            try (PreparedStatement statement = transaction.connection().prepareStatement(ALL);
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    values.put(rows.getString("key"), rows.getString("value"));
                }
            }
            return values;
        });
    }

    /** Sets a value and records the event in one transaction. */
    public void put(String key, String text, String actor, EventDraft event) {
        database.open().inTransaction(transaction -> {
            try (PreparedStatement statement = transaction.connection().prepareStatement(PUT)) {
                statement.setString(1, key);
                statement.setString(2, text);
                statement.setString(3, actor);
                statement.executeUpdate();
            }
            transaction.emit(event);
            return key;
        });
    }
}
