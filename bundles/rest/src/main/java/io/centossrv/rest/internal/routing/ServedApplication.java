// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.routing;

import io.centossrv.rest.RestApplication;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
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
    private final Set<Stay> inside = new HashSet<>();
    private boolean closed;

    private ServedApplication(
            long id,
            RestApplication application,
            Set<String> nouns,
            List<Operation> operations,
            ApplicationFactory factory) {
        this.id = id;
        this.domain = application.domain();
        this.version = checkedVersion(application);
        this.nouns = nouns;
        this.operations = operations;
        this.openApi = factory.openApi(application);
        this.handler = factory.build(application);
    }

    private static OsgiVersion checkedVersion(RestApplication application) {
        try {
            return OsgiVersion.of(application.version());
        } catch (IllegalArgumentException e) {
            throw new ApplicationRefused(e.getMessage(), e);
        }
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
            Stay stay = new Stay();
            inside.add(stay);
            return Optional.of(stay);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Lets nobody in any more, waits for those inside, turns out those that stay too long, then frees everything.
     *
     * @return how many were still inside when the time was over
     */
    int close(Duration patience, Retirement retirement) {
        Set<Stay> late = drain(patience);
        late.forEach(Stay::turnOut);
        retirement.retire(handler);
        return late.size();
    }

    private Set<Stay> drain(Duration patience) {
        lock.lock();
        try {
            closed = true;
            long nanos = patience.toNanos();
            while (!inside.isEmpty() && nanos > 0) {
                nanos = left.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        return stillInside();
    }

    private Set<Stay> stillInside() {
        lock.lock();
        try {
            return Set.copyOf(inside);
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
        private final AtomicReference<Runnable> exit = new AtomicReference<>();

        /** Says how to answer the request when it has to leave; none where a thread is at work on it. */
        public void onTurnOut(Runnable way) {
            exit.set(way);
        }

        private void turnOut() {
            Optional.ofNullable(exit.get()).ifPresent(Runnable::run);
        }

        /** Ends it. */
        public void end() {
            lock.lock();
            try {
                if (inside.remove(this)) {
                    left.signalAll();
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
