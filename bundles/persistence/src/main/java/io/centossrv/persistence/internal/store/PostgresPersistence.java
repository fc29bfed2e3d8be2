// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence.internal.store;

import io.centossrv.persistence.Database;
import io.centossrv.persistence.Persistence;
import io.centossrv.persistence.Schema;
import io.centossrv.platform.CentossrvException;
import java.sql.SQLException;
import java.time.Duration;

/** The way into one PostgreSQL, whoever runs it. */
public final class PostgresPersistence implements Persistence, AutoCloseable {
    private static final Duration OPEN_PAUSE = Duration.ofMillis(500);

    private final ConnectionPool pool;
    private final Migrations migrations;
    private final String serverVersion;
    private final boolean embedded;
    private final Runnable eventsCommitted;
    private final Duration openPatience;

    private PostgresPersistence(
            ConnectionPool pool,
            Migrations migrations,
            String serverVersion,
            boolean embedded,
            Runnable eventsCommitted,
            Duration openPatience) {
        this.pool = pool;
        this.migrations = migrations;
        this.serverVersion = serverVersion;
        this.embedded = embedded;
        this.eventsCommitted = eventsCommitted;
        this.openPatience = openPatience;
    }

    /**
     * Makes roles, rights and our own tables where they are missing, and opens the pool.
     *
     * @param embedded what {@link #embedded} returns
     * @param poolSize most connections at once
     * @param eventsCommitted called after each commit that has events, in the thread that committed
     * @param openPatience how long {@link #open} waits for a database that is gone: whoever opens does so at its start,
     *     and nothing would start it again
     * @throws CentossrvException {@code database-unavailable}, {@code migration-failed}
     */
    public static PostgresPersistence connect(
            DatabaseAddress address, boolean embedded, int poolSize, Runnable eventsCommitted, Duration openPatience) {
        Connections connections = new Connections(address);
        try {
            String version = new Bootstrap(connections, address).run();
            Migrations migrations = new Migrations(connections, address);
            migrations.migrate(EventSchema.schema());
            EventSchema.grant(connections, address);
            ConnectionPool pool = new ConnectionPool(connections, poolSize);
            return new PostgresPersistence(pool, migrations, version, embedded, eventsCommitted, openPatience);
        } catch (SQLException e) {
            throw SqlFailures.translate(e, "database=" + address);
        }
    }

    /** Returns the event tables as role {@code run}. */
    public Database events() {
        return new PostgresDatabase(pool, EventSchema.NAME, eventsCommitted);
    }

    @Override
    public Database open(Schema schema) {
        if (schema.name().equals(EventSchema.NAME)
                || schema.name().startsWith("pg_")
                || schema.name().equals("public")) {
            throw new IllegalArgumentException("a schema of this name is taken: " + schema.name());
        }
        migratePatiently(schema);
        return new PostgresDatabase(pool, schema.name(), eventsCommitted);
    }

    private void migratePatiently(Schema schema) {
        long deadline = System.nanoTime() + openPatience.toNanos();
        while (true) {
            try {
                migrations.migrate(schema);
                return;
            } catch (CentossrvException e) {
                if (!e.code().equals(SqlFailures.UNAVAILABLE) || System.nanoTime() > deadline) {
                    throw e;
                }
                pause(e);
            }
        }
    }

    private static void pause(CentossrvException cause) {
        try {
            Thread.sleep(OPEN_PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cause.addSuppressed(e);
            throw cause;
        }
    }

    @Override
    public String serverVersion() {
        return serverVersion;
    }

    @Override
    public boolean embedded() {
        return embedded;
    }

    @Override
    public void close() {
        pool.close();
    }
}
