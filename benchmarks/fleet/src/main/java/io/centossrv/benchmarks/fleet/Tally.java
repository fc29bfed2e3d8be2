// SPDX-License-Identifier: Apache-2.0
package io.centossrv.benchmarks.fleet;

import java.util.concurrent.atomic.AtomicInteger;

/** What the agents of this process have seen. Thread-safe. */
final class Tally {
    private final AtomicInteger up = new AtomicInteger();
    private final AtomicInteger downs = new AtomicInteger();
    private final AtomicInteger pings = new AtomicInteger();
    private final AtomicInteger plans = new AtomicInteger();

    void linkUp() {
        up.incrementAndGet();
    }

    void linkDown() {
        up.decrementAndGet();
        downs.incrementAndGet();
    }

    void pinged() {
        pings.incrementAndGet();
    }

    void planned() {
        plans.incrementAndGet();
    }

    String line() {
        return "up=" + up + " downs=" + downs + " pings=" + pings + " plans=" + plans;
    }
}
