// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence.internal.store;

import io.centossrv.persistence.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ThreadLocalRandom;

/** One schema, through the shared pool. */
final class PostgresDatabase implements Database {
    private static final int TRIES = 4;
    private static final int PAUSE_MS = 5;

    private final ConnectionPool pool;
    private final String schema;
    private final Runnable eventsCommitted;

    PostgresDatabase(ConnectionPool pool, String schema, Runnable eventsCommitted) {
        this.pool = pool;
        this.schema = schema;
        this.eventsCommitted = eventsCommitted;
    }

    @Override
    public <T> T inTransaction(Work<T> work) {
        return repeat(work, false);
    }

    @Override
    public <T> T read(Work<T> work) {
        return repeat(work, true);
    }

    private <T> T repeat(Work<T> work, boolean reading) {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(work, reading);
            } catch (SQLException e) {
                if (attempt == TRIES || !SqlFailures.worthAnotherTry(e)) {
                    throw SqlFailures.translate(e, "schema=" + schema);
                }
                pause(attempt);
            }
        }
    }

    private <T> T once(Work<T> work, boolean reading) throws SQLException {
        try (Connection connection = pool.take(schema)) {
            connection.setAutoCommit(false);
            PostgresTransaction transaction = new PostgresTransaction(connection, "schema=" + schema);
            boolean events;
            T result;
            try {
                if (reading) {
                    begin(connection);
                }
                result = work.run(transaction);
                events = transaction.commit();
            } catch (SQLException | RuntimeException | Error e) {
                transaction.end();
                rollBack(connection, e);
                throw e;
            }
            if (events) {
                eventsCommitted.run();
            }
            return result;
        }
    }

    private static void begin(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
        }
    }

    private static void rollBack(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private static void pause(int attempt) {
        try {
            // Those that collided must not come back at the same moment.
            Thread.sleep(ThreadLocalRandom.current().nextInt(PAUSE_MS * attempt) + 1L);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
