// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence.internal;

import io.centossrv.persistence.EventService;
import io.centossrv.persistence.internal.event.EventPump;
import io.centossrv.persistence.internal.event.EventRetention;
import io.centossrv.persistence.internal.event.PostgresEventService;
import io.centossrv.persistence.internal.postgres.EmbeddedPostgres;
import io.centossrv.persistence.internal.store.Connections;
import io.centossrv.persistence.internal.store.DatabaseAddress;
import io.centossrv.persistence.internal.store.EmbeddedDatabaseCreation;
import io.centossrv.persistence.internal.store.PostgresPersistence;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;

/** A database that answers: the server if it is ours, the pool and the pump. Thread-safe. */
public final class RunningDatabase implements AutoCloseable {
    private static final String DATABASE = "centossrv";
    private static final Duration START_PATIENCE = Duration.ofMinutes(10);

    private static final Duration OPEN_PATIENCE = Duration.ofSeconds(30);

    private final Optional<EmbeddedPostgres> server;
    private final PostgresPersistence persistence;
    private final EventPump pump;

    private RunningDatabase(Optional<EmbeddedPostgres> server, PostgresPersistence persistence, EventPump pump) {
        this.server = server;
        this.persistence = persistence;
        this.pump = pump;
    }

    /**
     * Starts or connects, brings our own tables up to date, and returns.
     *
     * @param sealed called in the pump's thread with the newest number when it grew
     * @throws io.centossrv.platform.CentossrvException with the reason; nothing is left running
     */
    public static RunningDatabase start(PersistenceSettings settings, LongConsumer sealed) throws InterruptedException {
        if (settings.external().isPresent()) {
            return connect(Optional.empty(), settings.external().get(), settings, sealed);
        }
        EmbeddedPostgres server = EmbeddedPostgres.start(settings.embedded().orElseThrow(), START_PATIENCE);
        try {
            DatabaseAddress address = EmbeddedDatabaseCreation.ensure(server.address(), DATABASE);
            return connect(Optional.of(server), address, settings, sealed);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static RunningDatabase connect(
            Optional<EmbeddedPostgres> server,
            DatabaseAddress address,
            PersistenceSettings settings,
            LongConsumer sealed) {
        Connections connections = new Connections(address);
        AtomicReference<Runnable> wake = new AtomicReference<>(() -> {});
        PostgresPersistence persistence = PostgresPersistence.connect(
                address,
                server.isPresent(),
                settings.poolSize(),
                () -> wake.get().run(),
                OPEN_PATIENCE);
        EventPump pump = new EventPump(
                connections, settings.sweep(), new EventRetention(connections, settings.limits()), sealed);
        wake.set(pump::wake);
        pump.start();
        return new RunningDatabase(server, persistence, pump);
    }

    public PostgresPersistence persistence() {
        return persistence;
    }

    /** Returns a reader of the sealed events. */
    public EventService events() {
        return new PostgresEventService(persistence.events());
    }

    /** Returns why the database does not serve at the moment; empty when it does. From memory. */
    public Optional<String> obstacle() {
        return pump.obstacle();
    }

    /** Returns our own server, for its process id; empty where the database is another's. */
    public Optional<EmbeddedPostgres> server() {
        return server;
    }

    @Override
    public void close() {
        pump.close();
        persistence.close();
        server.ifPresent(EmbeddedPostgres::close);
    }
}
