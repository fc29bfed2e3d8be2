// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence.internal.osgi;

import io.centossrv.persistence.EventListener;
import io.centossrv.persistence.EventService;
import io.centossrv.persistence.Persistence;
import io.centossrv.persistence.internal.PersistenceConfig;
import io.centossrv.persistence.internal.PersistenceSettings;
import io.centossrv.persistence.internal.RunningDatabase;
import io.centossrv.persistence.internal.shell.AuditVerifyCommand;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.command.Command;
import io.centossrv.platform.readiness.ReadinessCheck;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the database in a thread of its own, as it may take long or not be there yet, and registers {@link Persistence}
 * and {@link EventService} once it answers. They stay when the database goes away later: then calls fail with
 * {@code database-unavailable}, and nobody's component is torn down.
 */
@Component(
        service = ReadinessCheck.class,
        immediate = true,
        configurationPid = PersistenceConfig.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class PersistenceComponent implements ReadinessCheck {
    private static final Logger LOG = LoggerFactory.getLogger(PersistenceComponent.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LAST_PAUSE = Duration.ofSeconds(30);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(40);

    private final BundleContext bundle;
    private final PersistenceSettings settings;
    private final List<EventListener> listeners = new CopyOnWriteArrayList<>();
    private final Thread starter;
    private final Object lock = new Object();
    // Guarded by lock; closed in reverse order.
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private boolean closing;
    private volatile Optional<RunningDatabase> database = Optional.empty();

    /** @throws IllegalArgumentException where the configuration is wrong */
    @Activate
    public PersistenceComponent(BundleContext bundle, PersistenceConfig config) {
        this.bundle = bundle;
        this.settings = PersistenceSettings.of(config, System.getenv());
        this.starter = new Thread(this::start, "centossrv-persistence-start");
        starter.setDaemon(true);
        starter.start();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindListener(EventListener listener) {
        listeners.add(listener);
    }

    void unbindListener(EventListener listener) {
        listeners.remove(listener);
    }

    @Override
    public String name() {
        return "database";
    }

    @Override
    public Optional<String> obstacle() {
        return database.map(RunningDatabase::obstacle).orElse(Optional.of("starting"));
    }

    @Deactivate
    void stop() throws InterruptedException {
        synchronized (lock) {
            closing = true;
        }
        starter.interrupt();
        starter.join(STOP_PATIENCE.toMillis());
        synchronized (lock) {
            while (!open.isEmpty()) {
                close(open.pop());
            }
        }
    }

    private static void close(AutoCloseable part) throws InterruptedException {
        try {
            part.close();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            // The next part must be closed as well.
            LOG.warn("A part of the database did not stop well.", e);
        }
    }

    private void start() {
        Duration pause = FIRST_PAUSE;
        Optional<String> told = Optional.empty();
        while (!isClosing()) {
            try {
                long begun = System.nanoTime();
                RunningDatabase running = RunningDatabase.start(settings, this::tell);
                publish(running, Duration.ofNanos(System.nanoTime() - begun));
                return;
            } catch (RuntimeException e) {
                // Whatever it is, an operator may put it right while we wait.
                if (!isClosing() && !told.equals(Optional.of(e.toString()))) {
                    report(e);
                    told = Optional.of(e.toString());
                }
                pause = pauseThenLonger(pause);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static void report(RuntimeException e) {
        if (e instanceof CentossrvException) {
            LOG.error("The database can't be started, and is tried again until it can. reason={}", e.getMessage());
            LOG.debug("Why the database can't be started.", e);
        } else {
            LOG.error("The database can't be started, and is tried again until it can.", e);
        }
    }

    private void publish(RunningDatabase running, Duration took) {
        synchronized (lock) {
            open.push(running);
        }
        database = Optional.of(running);
        LOG.info(
                "The database answers. version={} embedded={} after={} ms",
                running.persistence().serverVersion(),
                running.persistence().embedded(),
                took.toMillis());
        register(EventService.class, running.events());
        register(Persistence.class, running.persistence());
        register(Command.class, new AuditVerifyCommand(running.persistence().events()));
    }

    /** Not under the lock: components that waited for the service are activated in this call. */
    private <T> void register(Class<T> type, T service) {
        if (isClosing()) {
            return;
        }
        ServiceRegistration<T> registration =
                bundle.registerService(type, service, FrameworkUtil.asDictionary(Map.of()));
        synchronized (lock) {
            open.push(registration::unregister);
        }
    }

    private void tell(long newest) {
        for (EventListener listener : listeners) {
            try {
                listener.eventsSealed(newest);
            } catch (RuntimeException e) {
                // One broken listener must not keep events from the others.
                LOG.warn(
                        "A listener of events failed. listener={}",
                        listener.getClass().getName(),
                        e);
            }
        }
    }

    private boolean isClosing() {
        synchronized (lock) {
            return closing;
        }
    }

    private static Duration pauseThenLonger(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Duration longer = pause.multipliedBy(2);
        return longer.compareTo(LAST_PAUSE) > 0 ? LAST_PAUSE : longer;
    }
}
