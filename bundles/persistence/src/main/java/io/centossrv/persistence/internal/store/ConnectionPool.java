// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence.internal.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.postgresql.PGConnection;

/** Connections of the role {@code run}, shared by all schemas. Thread-safe. */
final class ConnectionPool implements AutoCloseable {
    private static final long WAIT_MS = 5_000;
    private static final long VALIDATION_MS = 2_000;
    private static final long KEEP_ALIVE_MS = Duration.ofMinutes(2).toMillis();

    private final HikariDataSource source;
    /** The schema that each server session's search path is set to: saves a round trip for most transactions. */
    private final Map<PGConnection, String> schemas = Collections.synchronizedMap(new WeakHashMap<>());

    ConnectionPool(Connections connections, int size) throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setPoolName("centossrv-run");
        config.setDataSource(connections.dataSource(Role.RUN));
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(Math.min(2, size));
        config.setConnectionTimeout(WAIT_MS);
        config.setValidationTimeout(VALIDATION_MS);
        config.setKeepaliveTime(KEEP_ALIVE_MS);
        config.setInitializationFailTimeout(-1);
        this.source = new HikariDataSource(config);
    }

    /** Returns a connection whose search path is the schema, to be closed by the caller; waits at most 5 s. */
    Connection take(String schema) throws SQLException {
        Connection connection = source.getConnection();
        try {
            PGConnection session = connection.unwrap(PGConnection.class);
            if (!schema.equals(schemas.get(session))) {
                // Outside of a transaction, as a rollback would take it back.
                try (Statement statement = connection.createStatement()) {
                    statement.execute("SET search_path TO \"" + schema + "\"");
                }
                schemas.put(session, schema);
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public void close() {
        source.close();
    }
}
