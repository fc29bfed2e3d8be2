// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.routing;

import io.centossrv.rest.RestApplication;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The applications that are there, and the table made of them. Thread-safe. An application is built before the table is
 * switched; one that can't be built changes nothing. One that goes leaves the table first and is waited for then.
 */
public final class ApplicationRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(ApplicationRegistry.class);

    /** So many nouns are remembered; one more domain is refused. */
    private static final int MOST_NOUNS = 4096;

    private final ApplicationFactory factory;
    private final Duration patience;
    private final Runnable switched;
    private final Retirement retirement;
    private final Object lock = new Object();
    private final Map<Long, ServedApplication> served = new HashMap<>();
    private final Map<String, String> expected;
    private final Map<String, String> owners;
    private final AtomicReference<RoutingTable> table;

    /**
     * Makes a registry.
     *
     * @param expected the domain of each noun that belongs to the distribution, whether it is there or not
     * @param patience how long a leaving application's requests are waited for
     * @param retirement where its handler ends
     * @param switched told after each switch of the table
     */
    public ApplicationRegistry(
            ApplicationFactory factory,
            Map<String, String> expected,
            Duration patience,
            Retirement retirement,
            Runnable switched) {
        this.factory = factory;
        this.patience = patience;
        this.switched = switched;
        this.retirement = retirement;
        this.expected = Map.copyOf(expected);
        this.owners = new HashMap<>(expected);
        this.table = new AtomicReference<>(RoutingTable.of(served.values(), owners));
    }

    /** Returns the table of this moment. */
    public RoutingTable table() {
        return table.get();
    }

    /** Takes an application in; where it must not or can't be served, that is logged and nothing changes. */
    public void add(long id, RestApplication application) {
        try {
            ServedApplication built = ServedApplication.build(id, application, knownOwners(), factory);
            install(id, built);
            LOG.debug("REST application in the table: {}", built);
        } catch (ApplicationRefused e) {
            LOG.error("REST application refused: {}: {}", name(application), e.getMessage());
        } catch (RuntimeException | LinkageError e) {
            LOG.error("REST application can't be built and is not served: {}", name(application), e);
        }
    }

    private Map<String, String> knownOwners() {
        synchronized (lock) {
            return Map.copyOf(owners);
        }
    }

    private void install(long id, ServedApplication built) {
        try {
            synchronized (lock) {
                // again under the lock: two domains may have asked for one noun at the same time
                ApplicationRules.checkNouns(built.domain(), built.nouns(), owners);
                if (owners.size() + built.nouns().size() > MOST_NOUNS) {
                    throw new ApplicationRefused("more than " + MOST_NOUNS + " nouns");
                }
                built.nouns().forEach(noun -> owners.put(noun, built.domain()));
                served.put(id, built);
                table.set(RoutingTable.of(served.values(), owners));
            }
        } catch (ApplicationRefused e) {
            built.close(Duration.ZERO, retirement);
            throw e;
        }
        switched.run();
    }

    /** Lets an application go: blocks until the requests inside are done, at most as long as the patience. */
    public void remove(long id) {
        Optional<ServedApplication> gone = take(id);
        if (gone.isPresent()) {
            switched.run();
            int late = gone.get().close(patience, retirement);
            if (late > 0) {
                LOG.warn("REST application closed with requests inside: {} requests={}", gone.get(), late);
            }
        }
    }

    /**
     * Forgets the nouns of a domain of which no version is there and none is to come back; those of the distribution stay.
     * Who asks for one of them is told that there is no such thing, and another domain may own it.
     */
    public void forget(String domain) {
        synchronized (lock) {
            if (served.values().stream()
                    .anyMatch(application -> application.domain().equals(domain))) {
                return;
            }
            owners.entrySet()
                    .removeIf(owned -> owned.getValue().equals(domain) && !expected.containsKey(owned.getKey()));
            table.set(RoutingTable.of(served.values(), owners));
        }
        switched.run();
    }

    /** Returns the domain of an application that is served. */
    public Optional<String> domain(long id) {
        synchronized (lock) {
            return Optional.ofNullable(served.get(id)).map(ServedApplication::domain);
        }
    }

    private Optional<ServedApplication> take(long id) {
        synchronized (lock) {
            Optional<ServedApplication> gone = Optional.ofNullable(served.remove(id));
            table.set(RoutingTable.of(served.values(), owners));
            return gone;
        }
    }

    private static String name(RestApplication application) {
        try {
            return "domain=" + application.domain() + " version=" + application.version();
        } catch (RuntimeException e) {
            return "class=" + application.getClass().getName();
        }
    }
}
