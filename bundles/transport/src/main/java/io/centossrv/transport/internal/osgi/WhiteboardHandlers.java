// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.osgi;

import io.centossrv.protocol.ReportHandler;
import io.centossrv.protocol.RequestHandler;
import io.centossrv.transport.internal.handler.Handlers;
import io.centossrv.transport.internal.handler.Rank;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The handlers that are registered as services. A handler may itself need the link, and the link needs this: so binding
 * only notes that a handler is there. It is made in a thread of this class's own, when nothing waits for that, in whatever
 * order the components come up.
 */
@Component(service = Handlers.class)
public final class WhiteboardHandlers extends Handlers {
    private static final Logger LOG = LoggerFactory.getLogger(WhiteboardHandlers.class);
    private static final long AGAIN_MILLIS = 500;
    private static final int MOST_TRIES = 120;

    private final BundleContext context;
    private final Set<ServiceReference<?>> wanted = new HashSet<>();
    private final Set<ServiceReference<?>> held = new HashSet<>();
    private final ScheduledExecutorService maker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "bus-handlers");
        thread.setDaemon(true);
        return thread;
    });

    /** Starts with none. */
    @Activate
    public WhiteboardHandlers(BundleContext context) {
        this.context = context;
    }

    @Deactivate
    void stop() {
        maker.shutdownNow();
    }

    @Reference(
            service = RequestHandler.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    void bindRequestHandler(ServiceReference<RequestHandler<?, ?>> reference) {
        want(reference, handler -> add(rank(reference), handler));
    }

    void unbindRequestHandler(ServiceReference<RequestHandler<?, ?>> reference) {
        release(reference);
    }

    @Reference(
            service = ReportHandler.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    void bindReportHandler(ServiceReference<ReportHandler<?>> reference) {
        want(reference, handler -> add(rank(reference), handler));
    }

    void unbindReportHandler(ServiceReference<ReportHandler<?>> reference) {
        release(reference);
    }

    /** Where a handler goes once it is made. */
    private interface Place<H> {
        void take(H handler);
    }

    private <H> void want(ServiceReference<H> reference, Place<H> place) {
        synchronized (wanted) {
            wanted.add(reference);
        }
        schedule(reference, place, 1, 0);
    }

    private <H> void schedule(ServiceReference<H> reference, Place<H> place, int attempt, long delay) {
        try {
            var unused = maker.schedule(() -> make(reference, place, attempt), delay, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            LOG.debug("The handlers are being let go");
        }
    }

    private <H> void make(ServiceReference<H> reference, Place<H> place, int attempt) {
        if (!isWanted(reference)) {
            return;
        }
        Optional<H> handler = Optional.ofNullable(context.getService(reference));
        if (handler.isPresent()) {
            give(reference, handler.get(), place);
        } else if (reference.getBundle() != null && attempt < MOST_TRIES) {
            // What it needs is just coming up, or its own start failed: the service stays registered for another try.
            schedule(reference, place, attempt + 1, AGAIN_MILLIS);
        } else if (reference.getBundle() != null) {
            LOG.error("A handler can't be made: bundle={}", reference.getBundle());
        }
    }

    private <H> void give(ServiceReference<H> reference, H handler, Place<H> place) {
        synchronized (wanted) {
            if (wanted.contains(reference)) {
                held.add(reference);
                try {
                    place.take(handler);
                } catch (RuntimeException | LinkageError e) {
                    LOG.error("A handler can't be used: bundle={}", reference.getBundle(), e);
                }
                return;
            }
        }
        context.ungetService(reference);
    }

    private boolean isWanted(ServiceReference<?> reference) {
        synchronized (wanted) {
            return wanted.contains(reference);
        }
    }

    private void release(ServiceReference<?> reference) {
        boolean made;
        synchronized (wanted) {
            wanted.remove(reference);
            remove(rank(reference));
            made = held.remove(reference);
        }
        if (made) {
            context.ungetService(reference);
        }
    }

    private static Rank rank(ServiceReference<?> reference) {
        long id = (Long) reference.getProperty(Constants.SERVICE_ID);
        Bundle bundle = reference.getBundle();
        Version version = bundle == null ? Version.emptyVersion : bundle.getVersion();
        return Rank.of(version.getMajor(), version.getMinor(), version.getMicro(), version.getQualifier(), id);
    }
}
