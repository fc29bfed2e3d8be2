// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.runtime.internal.link;

import io.centossrv.agent.LinkListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners that the link is up, one at a time. Apart from {@link LinkedAgent}, as most listeners need what that
 * offers: in one component they would wait for each other.
 */
@Component(
        immediate = true,
        service = {})
public final class LinkAnnouncer {
    private static final Logger LOG = LoggerFactory.getLogger(LinkAnnouncer.class);
    // More than this many announcements waiting means that a listener hangs; then there is nothing new to say either.
    private static final int MOST_WAITING = 1_000;

    private final LinkedAgent agent;
    private final List<LinkListener> listeners = new CopyOnWriteArrayList<>();
    private final ExecutorService executor = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MOST_WAITING),
            task -> {
                Thread thread = new Thread(task, "link-announcer");
                thread.setDaemon(true);
                return thread;
            },
            new ThreadPoolExecutor.DiscardPolicy());

    @Activate
    public LinkAnnouncer(@Reference LinkedAgent agent) {
        this.agent = agent;
        agent.onUp(() -> listeners.forEach(this::announce));
    }

    @Deactivate
    void stop() {
        agent.onUp(() -> {});
        executor.shutdownNow();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bind(LinkListener listener) {
        listeners.add(listener);
        if (agent.isUp()) {
            announce(listener);
        }
    }

    void unbind(LinkListener listener) {
        listeners.remove(listener);
    }

    private void announce(LinkListener listener) {
        executor.execute(() -> {
            try {
                listener.linkUp();
            } catch (RuntimeException e) {
                LOG.warn("A listener failed when the link came up. listener={}", listener.getClass(), e);
            }
        });
    }
}
