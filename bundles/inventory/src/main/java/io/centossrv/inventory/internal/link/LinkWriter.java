// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.link;

import io.centossrv.inventory.internal.store.LinkUp;
import io.centossrv.platform.CentossrvException;
import io.centossrv.protocol.NodeId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes news of links in their order, links that come up together in one transaction: after a restart thousands do. What the
 * database does not take is tried again for a minute. Thread-safe, bounded, never blocks.
 */
final class LinkWriter {
    private static final Logger LOG = LoggerFactory.getLogger(LinkWriter.class);
    private static final int MOST_WAITING = 65_536;
    private static final int MOST_TOGETHER = 500;
    private static final int TRIES = 60;

    private final Consumer<List<LinkUp>> ups;
    private final Executor thread;
    private final Duration pause;
    private final OutageLog log = new OutageLog("Nodes that are connected show as offline.");
    private final Deque<Entry> waiting = new ArrayDeque<>();
    private boolean running;
    private volatile boolean stopped;

    /** A link that came up, or something else to write. */
    private record Entry(Optional<LinkUp> up, Runnable other) {}

    /**
     * Makes a writer.
     *
     * @param ups writes links that came up, no node twice
     * @param thread runs one task at a time
     * @param pause between two tries
     */
    LinkWriter(Consumer<List<LinkUp>> ups, Executor thread, Duration pause) {
        this.ups = ups;
        this.thread = thread;
        this.pause = pause;
    }

    void up(LinkUp up) {
        add(new Entry(Optional.of(up), () -> {}));
    }

    void write(Runnable other) {
        add(new Entry(Optional.empty(), other));
    }

    /** Leaves what waits: another version of this bundle, or the next start, is told of the links that are there. */
    void stop() {
        stopped = true;
    }

    private void add(Entry entry) {
        synchronized (waiting) {
            if (waiting.size() >= MOST_WAITING) {
                LOG.error("News of links are lost: the database has not taken any for too long.");
                return;
            }
            waiting.add(entry);
            if (running) {
                return;
            }
            running = true;
        }
        thread.execute(this::run);
    }

    private void run() {
        List<Entry> next = take();
        while (!next.isEmpty() && !stopped) {
            write(next);
            next = take();
        }
    }

    /** Takes one, or as many links that came up as there are in a row, but none of a node twice. */
    private List<Entry> take() {
        List<Entry> taken = new ArrayList<>();
        synchronized (waiting) {
            Set<NodeId> nodes = new HashSet<>();
            while (taken.size() < MOST_TOGETHER && goesAlong(nodes)) {
                taken.add(waiting.poll());
            }
            if (taken.isEmpty() && !waiting.isEmpty()) {
                taken.add(waiting.poll());
            }
            running = !taken.isEmpty();
        }
        return taken;
    }

    private boolean goesAlong(Set<NodeId> nodes) {
        return Optional.ofNullable(waiting.peek())
                .flatMap(Entry::up)
                .filter(up -> nodes.add(up.node()))
                .isPresent();
    }

    private void write(List<Entry> entries) {
        for (int i = 0; i < TRIES && !stopped; i++) {
            try {
                List<LinkUp> links =
                        entries.stream().flatMap(entry -> entry.up().stream()).toList();
                if (links.isEmpty()) {
                    entries.get(0).other().run();
                } else {
                    ups.accept(links);
                }
                log.works();
                return;
            } catch (CentossrvException e) {
                log.fails(e);
                LockSupport.parkNanos(pause.toNanos());
            } catch (RuntimeException e) {
                LOG.error("News of links could not be written and are lost. count={}", entries.size(), e);
                return;
            }
        }
    }
}
