// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Says what is worth telling: the same thing at once and then once an hour with how often it was, and of all together so many
 * a minute, so that neither one machine that asks for a month nor many that ask once fill a log or the audit trail.
 * Thread-safe; remembers a bounded number.
 */
public final class Repetitions {
    private static final Duration AGAIN = Duration.ofHours(1);
    private static final int MOST = 10_000;
    private static final int PER_MINUTE = 120;

    private final Clock clock;
    private final RateLimit all;
    private final Map<String, Told> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Told> eldest) {
            return size() > MOST;
        }
    };

    public Repetitions(Clock clock) {
        this.clock = clock;
        this.all = new RateLimit(PER_MINUTE, clock);
    }

    private record Told(Instant at, long untold) {}

    /** Counts one; returns how many of the same to tell of now, 0 for none. */
    public long count(String what) {
        return count(what, 1);
    }

    /** Counts several at once. */
    public synchronized long count(String what, long several) {
        Instant now = clock.instant();
        Told before = known.getOrDefault(what, new Told(Instant.MIN, 0));
        long count = before.untold() + several;
        boolean due =
                before.at().equals(Instant.MIN) || !before.at().plus(AGAIN).isAfter(now);
        if (due && all.take("")) {
            known.put(what, new Told(now, 0));
            return count;
        }
        known.put(what, new Told(before.at(), count));
        return 0;
    }
}
