// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.agent;

import io.centossrv.transport.AgentLink;
import io.centossrv.transport.internal.handler.Pools;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the link is up, and who is told. Changed by the link's thread, read by any. */
final class LinkState {
    private static final Logger LOG = LoggerFactory.getLogger(LinkState.class);
    private static final int QUEUE = 1024;
    private final AgentLink.Listener listener;
    private final Clock clock;
    private final ExecutorService thread = Pools.bounded("link-news", 1, QUEUE);
    private volatile boolean up;
    private volatile Instant since;
    private volatile Instant lastProof = Instant.EPOCH;
    private boolean warned;

    LinkState(AgentLink.Listener listener, Clock clock) {
        this.listener = listener;
        this.clock = clock;
        since = clock.instant();
    }

    void proven() {
        lastProof = clock.instant();
    }

    void rise() {
        if (!up) {
            up = true;
            since = clock.instant();
            warned = false;
            LOG.info("The link to the control plane is up");
            tell(listener::up);
        }
    }

    void fall(String reason) {
        if (up) {
            up = false;
            since = clock.instant();
            warned = true;
            LOG.warn("The link to the control plane is lost and is tried again: {}", reason);
            tell(() -> listener.down(reason));
        } else if (!warned) {
            warned = true;
            LOG.warn("The control plane can't be reached and is tried again: {}", reason);
        } else {
            LOG.debug("The control plane can't be reached: {}", reason);
        }
    }

    boolean isUp() {
        return up;
    }

    AgentLink.State snapshot(long waiting) {
        return new AgentLink.State(up, since, waiting, lastProof);
    }

    void close() {
        thread.shutdown();
    }

    private void tell(Runnable news) {
        thread.execute(() -> {
            try {
                news.run();
            } catch (RuntimeException | LinkageError e) {
                LOG.warn("The link's listener failed", e);
            }
        });
    }
}
