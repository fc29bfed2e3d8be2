// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence.internal.event;

import io.centossrv.persistence.internal.store.Connections;
import io.centossrv.persistence.internal.store.SqlFailures;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals committed events and tells when there are new ones, from one thread with a connection of its own. It acts at once
 * after a commit of this control plane, and looks at each sweep for those of others: LISTEN and NOTIFY would make all
 * commits of the server queue for one lock. Thread-safe.
 */
public final class EventPump implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventPump.class);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);
    private static final Duration RECONNECT_PAUSE = Duration.ofMillis(500);

    private static final String GONE = "does not answer";
    private static final String BROKEN = "events can't be sealed";

    private final Connections connections;
    private final Duration sweep;
    private final EventRetention retention;
    private final LongConsumer sealed;
    private final SealerLease lease = new SealerLease();
    private final Semaphore wakeUps = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closing;
    private volatile Optional<String> obstacle = Optional.of("starting");
    private long leaseCheckedAt;
    private boolean leading;
    private long published = -1;

    /**
     * @param sweep the longest time until events of another control plane are seen
     * @param sealed called in the pump's thread with the newest number when it grew
     */
    public EventPump(Connections connections, Duration sweep, EventRetention retention, LongConsumer sealed) {
        this.connections = connections;
        this.sweep = sweep;
        this.retention = retention;
        this.sealed = sealed;
        this.thread = new Thread(this::run, "centossrv-events");
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** Tells that events were committed. Returns at once. */
    public void wake() {
        wakeUps.release();
    }

    /** Returns why no events are sealed; empty while the database answers. From memory. */
    public Optional<String> obstacle() {
        return obstacle;
    }

    @Override
    public void close() {
        closing = true;
        wake();
        try {
            thread.join(STOP_PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closing) {
            try (Connection connection = connections.asAudit()) {
                connection.setAutoCommit(false);
                if (obstacle.isPresent() && published >= 0) {
                    LOG.info("The database answers again.");
                }
                obstacle = Optional.empty();
                leading = false;
                leaseCheckedAt = System.nanoTime() - SealerLease.LENGTH.toNanos();
                while (!closing) {
                    turn(connection);
                    await(sweep);
                }
                lease.release(connection);
                connection.commit();
            } catch (SQLException e) {
                boolean gone = SqlFailures.unavailable(e);
                report(gone ? GONE : BROKEN, e);
            } catch (RuntimeException e) {
                // The thread must outlive a fault of ours: without it no event is seen by anyone.
                report(BROKEN, e);
            }
        }
    }

    private void report(String why, Exception e) {
        if (closing) {
            return;
        }
        if (!obstacle.equals(Optional.of(why))) {
            LOG.warn("Events are not sealed at the moment, and it is tried again. reason={}", e.getMessage());
            LOG.debug("Why events are not sealed.", e);
        }
        obstacle = Optional.of(why);
        await(RECONNECT_PAUSE);
    }

    private void turn(Connection connection) throws SQLException {
        long third = SealerLease.LENGTH.toNanos() / 3;
        if (System.nanoTime() - leaseCheckedAt >= third) {
            leading = lease.acquire(connection);
            connection.commit();
            leaseCheckedAt = System.nanoTime();
        }
        if (leading) {
            int count;
            do {
                count = pending(connection) ? EventSealer.seal(connection, lease) : 0;
                connection.commit();
                publish(connection);
            } while (count == EventSealer.BATCH && !closing);
            retention.pruneIfDue();
        } else {
            publish(connection);
        }
    }

    private static boolean pending(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT EXISTS (SELECT FROM persistence.outbox)");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private void publish(Connection connection) throws SQLException {
        long newest;
        try (PreparedStatement select = connection.prepareStatement("SELECT newest FROM persistence.sequence");
                ResultSet row = select.executeQuery()) {
            row.next();
            newest = row.getLong(1);
        }
        connection.commit();
        boolean grew = published >= 0 ? newest > published : newest > 0;
        published = newest;
        if (grew) {
            sealed.accept(newest);
        }
    }

    private void await(Duration time) {
        try {
            if (wakeUps.tryAcquire(time.toNanos(), TimeUnit.NANOSECONDS)) {
                wakeUps.drainPermits();
            }
        } catch (InterruptedException e) {
            closing = true;
            Thread.currentThread().interrupt();
        }
    }
}
