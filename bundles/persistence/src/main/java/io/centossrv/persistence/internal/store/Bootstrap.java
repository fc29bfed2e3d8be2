// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence.internal.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/** Makes the roles and their rights; may run any number of times, and from several control planes at once. */
final class Bootstrap {
    private static final int OLDEST_SERVER = 160_000;
    private static final long LOCK = 0x63656e746f735f62L;

    private final Connections connections;
    private final DatabaseAddress address;

    Bootstrap(Connections connections, DatabaseAddress address) {
        this.connections = connections;
        this.address = address;
    }

    /**
     * Makes what is missing and returns the server's version, such as {@code 18.4}.
     *
     * @throws IllegalStateException where the server is too old
     */
    String run() throws SQLException {
        try (Connection connection = connections.asOwner();
                Statement statement = connection.createStatement()) {
            String version = version(statement);
            // Released with the connection.
            statement.execute("SET lock_timeout = '5min'");
            statement.execute("SELECT pg_advisory_lock(" + LOCK + ")");
            for (Role role : Role.values()) {
                ensureRole(connection, statement, role);
            }
            grant(statement);
            return version;
        }
    }

    private static String version(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(
                "SELECT current_setting('server_version_num')::int, current_setting('server_version')")) {
            row.next();
            if (row.getInt(1) < OLDEST_SERVER) {
                throw new IllegalStateException(
                        "PostgreSQL " + row.getString(2) + " is too old: the control plane needs 16 or later.");
            }
            return row.getString(2).split(" ")[0];
        }
    }

    private void ensureRole(Connection connection, Statement statement, Role role) throws SQLException {
        String user = role.user(address);
        boolean present;
        try (ResultSet row = statement.executeQuery("SELECT 1 FROM pg_roles WHERE rolname = '" + user + "'")) {
            present = row.next();
        }
        if (present && canLogIn(role)) {
            return;
        }
        if (!present) {
            statement.execute("CREATE ROLE \"" + user + "\" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION");
        }
        // Hashes here, so that no log of the server can hold the password.
        connection
                .unwrap(PGConnection.class)
                .alterUserPassword(user, role.password(address).toCharArray(), "scram-sha-256");
    }

    private boolean canLogIn(Role role) {
        try (Connection ignored = connections.as(role)) {
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private void grant(Statement statement) throws SQLException {
        String database = "\"" + address.name() + "\"";
        String migrate = "\"" + Role.MIGRATE.user(address) + "\"";
        String run = "\"" + Role.RUN.user(address) + "\"";
        String audit = "\"" + Role.AUDIT.user(address) + "\"";
        statement.execute("REVOKE ALL ON DATABASE " + database + " FROM PUBLIC");
        statement.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC");
        statement.execute("GRANT CONNECT, CREATE ON DATABASE " + database + " TO " + migrate);
        statement.execute("GRANT CONNECT ON DATABASE " + database + " TO " + run + ", " + audit);
        for (String role : new String[] {run, audit}) {
            String set = "ALTER ROLE " + role + " IN DATABASE " + database + " SET ";
            statement.execute(set + "statement_timeout = '60s'");
            statement.execute(set + "lock_timeout = '15s'");
            statement.execute(set + "idle_in_transaction_session_timeout = '60s'");
        }
    }
}
