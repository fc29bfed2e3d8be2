// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence.internal.store;

import io.centossrv.persistence.internal.postgres.EmbeddedAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** Makes our database in the embedded PostgreSQL. */
public final class EmbeddedDatabaseCreation {
    private EmbeddedDatabaseCreation() {}

    /** Returns the address of a database, which is made if it is missing. */
    public static DatabaseAddress ensure(EmbeddedAddress server, String name) {
        DatabaseAddress address = at(server, name);
        try (Connection connection = new Connections(at(server, "postgres")).asOwner();
                Statement statement = connection.createStatement()) {
            boolean present;
            try (ResultSet row = statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + name + "'")) {
                present = row.next();
            }
            if (!present) {
                statement.execute("CREATE DATABASE \"" + name + "\"");
            }
            return address;
        } catch (SQLException e) {
            throw SqlFailures.translate(e, "database=" + address);
        }
    }

    private static DatabaseAddress at(EmbeddedAddress server, String name) {
        return new DatabaseAddress(
                "127.0.0.1", server.port(), name, server.user(), server.password(), Map.of("sslmode", "disable"));
    }
}
