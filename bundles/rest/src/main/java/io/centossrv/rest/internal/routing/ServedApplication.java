// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.routing;

import io.centossrv.rest.RestApplication;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** One version of one domain, built and ready, with the count of the requests inside. Thread-safe. */
public final class ServedApplication {
    /** The higher version last; of one version registered twice the later one last. */
    static final Comparator<ServedApplication> RANK =
            Comparator.comparing(ServedApplication::version).thenComparingLong(served -> served.id);

    private final long id;
    private final String domain;
    private final OsgiVersion version;
    private final Set<String> nouns;
    private final List<Operation> operations;
    private final Map<String, Object> openApi;
    private final RequestHandler handler;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition left = lock.newCondition();
    private int inside;
    private boolean closed;

    private ServedApplication(
            long id,
            RestApplication application,
            Set<String> nouns,
            List<Operation> operations,
            ApplicationFactory factory) {
        this.id = id;
        this.domain = application.domain();
        this.version = OsgiVersion.of(application.version());
        this.nouns = nouns;
        this.operations = operations;
        this.openApi = factory.openApi(application);
        this.handler = factory.build(application);
    }

    /** Checks the rules and builds the handler; throws where the application must not or can't be served. */
    static ServedApplication build(
            long id, RestApplication application, Map<String, String> owners, ApplicationFactory factory) {
        Set<String> nouns = Set.copyOf(application.nouns());
        ApplicationRules.checkNouns(application.domain(), nouns, owners);
        List<Operation> operations = List.copyOf(factory.operations(application));
        ApplicationRules.checkOperations(application.domain(), nouns, operations);
        return new ServedApplication(id, application, nouns, operations, factory);
    }

    /** Returns the domain's name. */
    public String domain() {
        return domain;
    }

    /** Returns the domain's version. */
    public OsgiVersion version() {
        return version;
    }

    /** Returns the nouns that it owns. */
    public Set<String> nouns() {
        return nouns;
    }

    /** Returns what it serves. */
    public List<Operation> operations() {
        return operations;
    }

    /** Returns its OpenAPI fragment. */
    public Map<String, Object> openApi() {
        return openApi;
    }

    /** Returns what serves its requests. */
    public RequestHandler handler() {
        return handler;
    }

    /** Lets a request in; empty where it is being closed, and the routing table has a newer answer by then. */
    public Optional<Stay> enter() {
        lock.lock();
        try {
            if (closed) {
                return Optional.empty();
            }
            inside++;
            return Optional.of(new Stay());
        } finally {
            lock.unlock();
        }
    }

    /**
     * Lets nobody in any more, waits for those inside, then frees everything.
     *
     * @return how many were still inside when the time was over
     */
    int close(Duration patience) {
        int late = drain(patience);
        handler.close();
        return late;
    }

    private int drain(Duration patience) {
        lock.lock();
        try {
            closed = true;
            long nanos = patience.toNanos();
            while (inside > 0 && nanos > 0) {
                nanos = left.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        return insideNow();
    }

    private int insideNow() {
        lock.lock();
        try {
            return inside;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return domain + "/" + version;
    }

    /** One request's time inside; ended once, however often it is told. */
    public final class Stay {
        private final AtomicBoolean over = new AtomicBoolean();

        /** Ends it. */
        public void end() {
            if (!over.compareAndSet(false, true)) {
                return;
            }
            lock.lock();
            try {
                inside--;
                left.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
