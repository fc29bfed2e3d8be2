// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence.test;

import io.centossrv.persistence.Database;
import io.centossrv.persistence.EventListener;
import io.centossrv.persistence.EventService;
import io.centossrv.persistence.Persistence;
import io.centossrv.persistence.Schema;
import io.centossrv.persistence.internal.event.EventPump;
import io.centossrv.persistence.internal.event.EventRetention;
import io.centossrv.persistence.internal.event.PostgresEventService;
import io.centossrv.persistence.internal.store.Connections;
import io.centossrv.persistence.internal.store.DatabaseAddress;
import io.centossrv.persistence.internal.store.EmbeddedDatabaseCreation;
import io.centossrv.persistence.internal.store.PostgresPersistence;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real PostgreSQL for tests of stores: one server per JVM, a new database per test class. Use it as a static field with
 * {@code @RegisterExtension}.
 */
public final class EmbeddedDatabase implements BeforeAllCallback, AfterAllCallback {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(EmbeddedDatabase.class);
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Duration SWEEP = Duration.ofMillis(200);

    private final List<EventListener> listeners = new CopyOnWriteArrayList<>();
    private TestPostgres server;
    private DatabaseAddress address;
    private PostgresPersistence persistence;
    private EventPump pump;

    @Override
    public void beforeAll(ExtensionContext context) {
        server = context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent("server", key -> TestPostgres.start(), TestPostgres.class);
        address = EmbeddedDatabaseCreation.ensure(server.address(), "test_" + COUNT.incrementAndGet());
        persistence = PostgresPersistence.connect(address, true, 8, () -> pump.wake(), Duration.ZERO);
        EventRetention.Limits limits =
                new EventRetention.Limits(1_000_000, Duration.ofDays(30), 1_000_000, Duration.ofDays(400));
        Connections connections = new Connections(address);
        pump = new EventPump(
                connections,
                SWEEP,
                new EventRetention(connections, limits),
                newest -> listeners.forEach(listener -> listener.eventsSealed(newest)));
        pump.start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        // Where the start failed, that failure is the one to be seen.
        if (pump != null) {
            pump.close();
            persistence.close();
        }
    }

    /** Returns the way into this test class's database. */
    public Persistence persistence() {
        return persistence;
    }

    /** Brings a schema up to date and returns it. */
    public Database open(Schema schema) {
        return persistence.open(schema);
    }

    /** Returns the sequence of events; what was emitted is in it shortly after the commit. */
    public EventService events() {
        return new PostgresEventService(persistence.events());
    }

    /** Stops PostgreSQL, does something, and starts PostgreSQL again: a test of what happens while it is away. */
    public void outage(Runnable during) {
        server.outage(during);
    }

    /** Lets a listener be told of new events until the class ends. */
    public void tell(EventListener listener) {
        listeners.add(listener);
    }

    /** Returns where the database is, for tests that open connections of their own. */
    public DatabaseAddress address() {
        return address;
    }
}
