// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.gateway;

import io.centossrv.rest.internal.problem.Failure;
import io.centossrv.rest.internal.problem.ProblemWriter;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests that wait, without a thread, for a domain that is being replaced: they go on once it is back, or are answered
 * with 503 when the time is over. Thread-safe.
 */
public final class HoldingArea {
    private static final Logger LOG = LoggerFactory.getLogger(HoldingArea.class);
    private static final String HELD = HoldingArea.class.getName();
    private static final int MOST_HELD = 2000;

    private final ProblemWriter writer;
    private final Duration longest;
    private final Set<Held> held = ConcurrentHashMap.newKeySet();

    public HoldingArea(ProblemWriter writer, Duration longest) {
        this.writer = writer;
        this.longest = longest;
    }

    /**
     * Holds a request, or answers it with 503 where it can't be held or was held before.
     *
     * @param back tells whether the domain is there again
     */
    void hold(HttpServletRequest request, HttpServletResponse response, String domain, BooleanSupplier back)
            throws IOException {
        boolean before = request.getAttribute(HELD) != null;
        if (before || longest.isZero() || held.size() >= MOST_HELD || !request.isAsyncSupported()) {
            writer.write(request, response, Failure.unavailable(domain));
            return;
        }
        request.setAttribute(HELD, true);
        AsyncContext context = request.startAsync(request, response);
        context.setTimeout(longest.toMillis());
        Held waiting = new Held(context, domain, back);
        context.addListener(waiting);
        held.add(waiting);
        // The domain may have come back before this request was in the set.
        waiting.goOnIfBack();
    }

    /** Lets those go on whose domain is back. */
    public void tableSwitched() {
        held.forEach(Held::goOnIfBack);
    }

    /** Returns how many wait. */
    int size() {
        return held.size();
    }

    private final class Held implements AsyncListener {
        private final AsyncContext context;
        private final String domain;
        private final BooleanSupplier back;
        private final AtomicBoolean decided = new AtomicBoolean();

        Held(AsyncContext context, String domain, BooleanSupplier back) {
            this.context = context;
            this.domain = domain;
            this.back = back;
        }

        void goOnIfBack() {
            if (back.getAsBoolean() && decided.compareAndSet(false, true)) {
                held.remove(this);
                try {
                    context.dispatch();
                } catch (IllegalStateException e) {
                    LOG.debug("A held request was gone before its domain came back: domain={}", domain, e);
                }
            }
        }

        @Override
        public void onTimeout(AsyncEvent event) throws IOException {
            held.remove(this);
            if (decided.compareAndSet(false, true)) {
                writer.write(
                        (HttpServletRequest) context.getRequest(),
                        (HttpServletResponse) context.getResponse(),
                        Failure.unavailable(domain));
                context.complete();
            }
        }

        @Override
        public void onComplete(AsyncEvent event) {
            held.remove(this);
        }

        @Override
        public void onError(AsyncEvent event) {
            held.remove(this);
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // it went on: what it does then is no longer ours
        }
    }
}
