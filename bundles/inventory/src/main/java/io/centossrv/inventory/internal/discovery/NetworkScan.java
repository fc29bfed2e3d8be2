// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.discovery;

import io.centossrv.inventory.internal.discovery.ssh.SshProbe;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Looks at each port of each address, so many a second and at most {@link #AT_ONCE} at once. */
public final class NetworkScan {
    /** How many connections are tried at once. */
    public static final int AT_ONCE = 64;

    private static final long BETWEEN_TELLING = TimeUnit.MILLISECONDS.toNanos(500);

    private final SshProbe probe;
    private final HostNames names;
    private final ExecutorService threads;
    private final Clock clock;
    private final List<DiscoveredHost> found = new ArrayList<>();
    private final Semaphore free = new Semaphore(AT_ONCE);
    private int probed;

    /**
     * Prepares one.
     *
     * @param threads as many as are tried at once
     */
    public NetworkScan(SshProbe probe, HostNames names, ExecutorService threads, Clock clock) {
        this.probe = probe;
        this.names = names;
        this.threads = threads;
        this.clock = clock;
    }

    /** Is told what was found since the last time, and says whether to go on. */
    @FunctionalInterface
    public interface Listener {
        /** Takes what was found, and how many connections were tried so far. */
        boolean goesOn(List<DiscoveredHost> found, int probed);
    }

    /** Returns whether all was looked at; what was not told yet is told at the end. */
    public boolean run(Network network, List<Integer> ports, int perSecond, Listener listener)
            throws InterruptedException {
        long pace = TimeUnit.SECONDS.toNanos(1) / perSecond;
        long next = System.nanoTime();
        long tellAt = next + BETWEEN_TELLING;
        boolean whole = true;
        for (Iterator<InetAddress> addresses = network.addresses(); whole && addresses.hasNext(); ) {
            InetAddress address = addresses.next();
            for (int port : ports) {
                next += pace;
                TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
                free.acquire();
                threads.execute(() -> look(address, port));
            }
            if (whole && System.nanoTime() - tellAt > 0) {
                whole = tell(listener);
                tellAt = System.nanoTime() + BETWEEN_TELLING;
                // what fell behind is not caught up with in a burst
                next = Math.max(next, System.nanoTime() - TimeUnit.SECONDS.toNanos(1));
            }
        }
        while (!free.tryAcquire(AT_ONCE, BETWEEN_TELLING, TimeUnit.NANOSECONDS)) {
            whole &= tell(listener);
        }
        tell(listener);
        return whole;
    }

    private boolean tell(Listener listener) {
        List<DiscoveredHost> fresh;
        int count;
        synchronized (found) {
            fresh = List.copyOf(found);
            found.clear();
            count = probed;
        }
        return listener.goesOn(fresh, count);
    }

    private void look(InetAddress address, int port) {
        try {
            var look = probe.look(address, port);
            var name = look.isPresent() ? names.of(address) : Optional.<String>empty();
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            synchronized (found) {
                probed++;
                look.ifPresent(seen -> found.add(new DiscoveredHost(
                        address.getHostAddress(), port, name, seen.banner(), seen.keyType(), seen.fingerprint(), now)));
            }
        } finally {
            free.release();
        }
    }
}
