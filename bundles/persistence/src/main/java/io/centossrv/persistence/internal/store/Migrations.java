// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence.internal.store;

import io.centossrv.persistence.Schema;
import io.centossrv.persistence.Schema.Migration;
import io.centossrv.platform.CentossrvException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings schemas up to date, one control plane at a time. */
final class Migrations {
    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
    private static final long LOCK = 0x63656e746f735f6dL;

    private final Connections connections;
    private final String runUser;

    Migrations(Connections connections, DatabaseAddress address) {
        this.connections = connections;
        this.runUser = Role.RUN.user(address);
    }

    /** Runs those migrations that the database has not seen. */
    void migrate(Schema schema) {
        try (Connection connection = connections.as(Role.MIGRATE);
                Statement statement = connection.createStatement()) {
            // Released with the connection.
            statement.execute("SET lock_timeout = '5min'");
            statement.execute("SELECT pg_advisory_lock(" + LOCK + ")");
            statement.execute("SET lock_timeout = '30s'");
            prepare(statement, schema);
            Map<Integer, String> applied = applied(connection, schema);
            connection.setAutoCommit(false);
            for (Migration migration : schema.migrations()) {
                String checksum = checksum(migration);
                String before = applied.get(migration.number());
                if (before == null) {
                    apply(connection, schema, migration, checksum);
                    LOG.debug("Applied a migration. schema={} number={}", schema.name(), migration.number());
                } else if (!before.equals(checksum)) {
                    throw failed(
                            schema,
                            migration,
                            "It was edited after it was applied. Undo the edit and add a migration instead.",
                            null);
                }
            }
            if (applied.size() < schema.migrations().size()) {
                LOG.info(
                        "Brought a schema up to date. schema={} from={} to={}",
                        schema.name(),
                        applied.size(),
                        schema.migrations().size());
            }
        } catch (SQLException e) {
            throw SqlFailures.translate(e, "schema=" + schema.name() + " while=migrating");
        }
    }

    private void prepare(Statement statement, Schema schema) throws SQLException {
        statement.execute("CREATE SCHEMA IF NOT EXISTS persistence");
        statement.execute("CREATE TABLE IF NOT EXISTS persistence.applied_migrations (schema text NOT NULL,"
                + " number int NOT NULL, name text NOT NULL, checksum text NOT NULL,"
                + " applied_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (schema, number))");
        if (schema.name().equals(EventSchema.NAME)) {
            return;
        }
        String name = "\"" + schema.name() + "\"";
        String run = "\"" + runUser + "\"";
        statement.execute("CREATE SCHEMA IF NOT EXISTS " + name);
        statement.execute("GRANT USAGE ON SCHEMA " + name + " TO " + run);
        statement.execute("ALTER DEFAULT PRIVILEGES IN SCHEMA " + name
                + " GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO " + run);
        statement.execute("ALTER DEFAULT PRIVILEGES IN SCHEMA " + name + " GRANT USAGE, SELECT ON SEQUENCES TO " + run);
    }

    private static Map<Integer, String> applied(Connection connection, Schema schema) throws SQLException {
        Map<Integer, String> applied = new TreeMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT number, checksum FROM persistence.applied_migrations WHERE schema = ?")) {
            select.setString(1, schema.name());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    applied.put(rows.getInt(1), rows.getString(2));
                }
            }
        }
        return applied;
    }

    private static void apply(Connection connection, Schema schema, Migration migration, String checksum)
            throws SQLException {
        try (Statement statement = connection.createStatement();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO persistence.applied_migrations"
                        + " (schema, number, name, checksum) VALUES (?, ?, ?, ?)")) {
            statement.execute("SET LOCAL search_path TO \"" + schema.name() + "\"");
            statement.execute(migration.sql());
            insert.setString(1, schema.name());
            insert.setInt(2, migration.number());
            insert.setString(3, migration.name());
            insert.setString(4, checksum);
            insert.executeUpdate();
            connection.commit();
        } catch (SQLException e) {
            rollBack(connection, e);
            if (SqlFailures.unavailable(e)) {
                throw e;
            }
            throw failed(schema, migration, e.getMessage(), e);
        }
    }

    private static void rollBack(Connection connection, SQLException cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private static CentossrvException failed(Schema schema, Migration migration, String why, SQLException cause) {
        return new CentossrvException(
                SqlFailures.MIGRATION_FAILED,
                "A migration failed. schema=" + schema.name() + " number=" + migration.number() + " name="
                        + migration.name() + ". " + why,
                cause);
    }

    private static String checksum(Migration migration) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(migration.sql().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(hash, 16));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
