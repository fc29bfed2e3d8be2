// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence.internal.store;

import io.centossrv.persistence.Database;
import io.centossrv.persistence.Persistence;
import io.centossrv.persistence.Schema;
import java.sql.SQLException;

/** The way into one PostgreSQL, whoever runs it. */
public final class PostgresPersistence implements Persistence, AutoCloseable {
    private final ConnectionPool pool;
    private final Migrations migrations;
    private final String serverVersion;
    private final boolean embedded;
    private final Runnable eventsCommitted;

    private PostgresPersistence(
            ConnectionPool pool,
            Migrations migrations,
            String serverVersion,
            boolean embedded,
            Runnable eventsCommitted) {
        this.pool = pool;
        this.migrations = migrations;
        this.serverVersion = serverVersion;
        this.embedded = embedded;
        this.eventsCommitted = eventsCommitted;
    }

    /**
     * Makes roles, rights and our own tables where they are missing, and opens the pool.
     *
     * @param embedded what {@link #embedded} returns
     * @param poolSize most connections at once
     * @param eventsCommitted called after each commit that has events, in the thread that committed
     * @throws io.centossrv.platform.CentossrvException {@code database-unavailable}, {@code migration-failed}
     */
    public static PostgresPersistence connect(
            DatabaseAddress address, boolean embedded, int poolSize, Runnable eventsCommitted) {
        Connections connections = new Connections(address);
        try {
            String version = new Bootstrap(connections, address).run();
            Migrations migrations = new Migrations(connections, address);
            migrations.migrate(EventSchema.schema());
            EventSchema.grant(connections, address);
            ConnectionPool pool = new ConnectionPool(connections, poolSize);
            return new PostgresPersistence(pool, migrations, version, embedded, eventsCommitted);
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
        migrations.migrate(schema);
        return new PostgresDatabase(pool, schema.name(), eventsCommitted);
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
