// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.link;

import io.centossrv.inventory.internal.Repetitions;
import io.centossrv.inventory.internal.store.PostgresBindingStore;
import io.centossrv.platform.CentossrvException;
import io.centossrv.protocol.NodeId;
import io.centossrv.transport.AgentHello;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down that a key has two machines, off the bus's thread: once, then once an hour with how often it was. */
final class CloneReports implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CloneReports.class);
    private static final int QUEUE = 1_000;

    private final PostgresBindingStore bindings;
    private final Repetitions told;
    private final Clock clock;
    private final OutageLog log = new OutageLog("Clones of nodes are refused and can't be written down.");
    // Where it is full, what is left out comes again with the next attempt.
    private final ExecutorService thread = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(QUEUE),
            task -> {
                Thread made = new Thread(task, "inventory-clones");
                made.setDaemon(true);
                return made;
            },
            new ThreadPoolExecutor.DiscardPolicy());

    CloneReports(PostgresBindingStore bindings, Clock clock) {
        this.bindings = bindings;
        this.told = new Repetitions(clock);
        this.clock = clock;
    }

    void report(NodeId node, AgentHello hello, String how) {
        long times = told.count(node + " " + hello.machineId() + " " + hello.dmiUuid() + " " + hello.instance());
        if (times > 0) {
            Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
            thread.execute(() -> write(node, hello, how, times, at));
        }
    }

    private void write(NodeId node, AgentHello hello, String how, long times, Instant at) {
        try {
            bindings.cloned(node, hello, how, times, at);
            LOG.warn(
                    "A clone was refused: node={} source={} reason={} count={}. The node is quarantined; see"
                            + " 'csrv node explain {}'.",
                    node,
                    hello.address(),
                    how,
                    times,
                    node);
            log.works();
        } catch (CentossrvException e) {
            log.fails(e);
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
