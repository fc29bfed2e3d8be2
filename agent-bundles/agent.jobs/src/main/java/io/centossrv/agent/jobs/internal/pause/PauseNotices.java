// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.jobs.internal.pause;

import io.centossrv.agent.ControlPlane;
import io.centossrv.jobs.message.NodePause;
import io.centossrv.jobs.message.PauseNews;
import io.centossrv.jobs.message.PauseNoted;
import io.centossrv.protocol.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the control plane when a pause begins, changes and ends, so that what waits for its end need not wait longer. Thread-safe. */
public final class PauseNotices {
    private static final Logger LOG = LoggerFactory.getLogger(PauseNotices.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final ControlPlane controlPlane;
    /** Since when the pause lasts that the control plane knows of; empty where it knows of none. */
    private Optional<Instant> told = Optional.empty();

    private Optional<Instant> logged = Optional.empty();
    private boolean asking;
    private long notBefore = System.nanoTime();

    public PauseNotices(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    /** Looks at the pause that lasts now. */
    public void look(Optional<NodePause> pause) {
        Optional<Instant> since = pause.map(NodePause::since);
        synchronized (this) {
            if (!since.equals(logged)) {
                logged = since;
                pause.ifPresentOrElse(
                        one -> LOG.info("The node is paused: nothing is started. until={}", one.until()),
                        () -> LOG.info("The node is not paused any more."));
            }
            if (asking || since.equals(told) || System.nanoTime() - notBefore < 0) {
                return;
            }
            asking = true;
        }
        controlPlane
                .ask(PauseNews.TYPE, new PauseNews(pause), PauseNoted.TYPE, PATIENCE)
                .whenComplete((reply, failure) -> answered(since, failure == null ? reply : new Reply.Interrupted<>()));
    }

    private synchronized void answered(Optional<Instant> since, Reply<PauseNoted> reply) {
        asking = false;
        boolean noted = reply instanceof Reply.Answered<PauseNoted>;
        boolean unsupported = reply instanceof Reply.Rejected<PauseNoted> rejected
                && rejected.code().equals("unsupported");
        if (noted || unsupported) {
            told = since;
        } else {
            notBefore = System.nanoTime() + AGAIN_NANOS;
        }
    }

    /** There is a new link, perhaps to somebody who does not know of the pause. */
    public synchronized void linkUp() {
        told = Optional.empty();
        notBefore = System.nanoTime();
    }
}
