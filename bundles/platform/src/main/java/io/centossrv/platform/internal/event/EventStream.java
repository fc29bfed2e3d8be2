// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.event;

import io.centossrv.persistence.EventListener;
import io.centossrv.persistence.EventService;
import io.centossrv.platform.security.Caller;
import io.centossrv.platform.security.Permission;
import io.centossrv.rest.WebSocketEndpoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stream of events: {@code /api/v1/events}. One thread reads for all peers, woken by the signal of new events and,
 * since a signal may be lost, by the clock. A peer that is far behind gets its batches with a pause between them, so that
 * its queue drains; one that still reads too slowly is cut by {@code rest} and comes back with its last number.
 */
@Component
public final class EventStream implements WebSocketEndpoint, EventListener {
    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
    private static final int MAX_PEERS = 500;
    private static final long SWEEP_MILLIS = 2000;
    private static final long PAUSE_MILLIS = 20;
    private static final int POLICY_VIOLATION = 1008;
    private static final int TRY_AGAIN_LATER = 1013;
    private static final int GOING_AWAY = 1001;

    private final Set<EventSubscription> subscriptions = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final ScheduledExecutorService executor;
    private volatile Optional<EventService> events = Optional.empty();
    private volatile boolean failing;

    @Activate
    public EventStream() {
        executor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "event-stream");
            thread.setDaemon(true);
            return thread;
        });
        var unused = executor.scheduleWithFixedDelay(this::wake, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Deactivate
    void close() {
        executor.shutdownNow();
        subscriptions.forEach(subscription -> subscription.close(GOING_AWAY, "the platform is being replaced"));
    }

    @Override
    public String path() {
        return "events";
    }

    @Override
    public Permission permission() {
        return new Permission("event:read");
    }

    @Override
    public Receiver open(Caller caller, Map<String, List<String>> parameters, Session session) {
        try {
            EventQuery query = EventQuery.of(parameters);
            if (subscriptions.size() >= MAX_PEERS) {
                session.close(TRY_AGAIN_LATER, "too many event streams are open");
                return new Deaf(Optional.empty());
            }
            EventSubscription subscription = new EventSubscription(query, session);
            subscriptions.add(subscription);
            wake();
            return new Deaf(Optional.of(subscription));
        } catch (IllegalArgumentException e) {
            session.close(POLICY_VIOLATION, e.getMessage());
            return new Deaf(Optional.empty());
        }
    }

    @Override
    public void eventsSealed(long newest) {
        wake();
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindEvents(EventService service) {
        events = Optional.of(service);
        wake();
    }

    void unbindEvents(EventService service) {
        if (events.filter(current -> current == service).isPresent()) {
            events = Optional.empty();
        }
    }

    private void wake() {
        schedule(0);
    }

    private void schedule(long delayMillis) {
        if (subscriptions.isEmpty() || !scheduled.compareAndSet(false, true)) {
            return;
        }
        try {
            var unused = executor.schedule(this::advanceAll, delayMillis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The event stream is closing.", e);
        }
    }

    private void advanceAll() {
        scheduled.set(false);
        boolean more = false;
        Optional<EventService> source = events;
        if (source.isPresent()) {
            for (EventSubscription subscription : subscriptions) {
                more |= advance(subscription, source.get());
            }
        }
        if (more) {
            schedule(PAUSE_MILLIS);
        }
    }

    private boolean advance(EventSubscription subscription, EventService source) {
        try {
            boolean more = subscription.advance(source);
            failing = false;
            if (subscription.ended()) {
                forget(subscription);
            }
            return more;
        } catch (RuntimeException e) {
            // The database may be away for a moment: the peer keeps its place and the next sweep tries again.
            if (!failing) {
                LOG.warn("The event stream can't read, it tries again every {} ms.", SWEEP_MILLIS, e);
            }
            failing = true;
            return false;
        }
    }

    private void forget(EventSubscription subscription) {
        subscription.end();
        subscriptions.remove(subscription);
    }

    /** What peers of the stream send is of no interest. */
    private final class Deaf implements Receiver {
        private final Optional<EventSubscription> subscription;

        private Deaf(Optional<EventSubscription> subscription) {
            this.subscription = subscription;
        }

        @Override
        public void text(String message) {
            LOG.debug("A peer of the event stream sent something, which is ignored.");
        }

        @Override
        public void closed() {
            subscription.ifPresent(EventStream.this::forget);
        }
    }
}
