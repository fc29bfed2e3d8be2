// SPDX-License-Identifier: Apache-2.0
package io.centossrv.access.internal.login;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts failures of the last minute by key. An attempt counts as a failure until it is told that it was none, so that
 * many at once can't pass together. Remembers the keys that came last: bounded. Thread-safe.
 */
final class FailureLimit {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MOST_KEYS = 10_000;

    private final int most;
    private final Clock clock;
    // Guarded by this.
    private final Map<String, Deque<Instant>> failures = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Instant>> eldest) {
            return size() > MOST_KEYS;
        }
    };

    FailureLimit(int most, Clock clock) {
        this.most = most;
        this.clock = clock;
    }

    /** Begins an attempt; returns false where the key has no more within this minute. */
    synchronized boolean begin(String key) {
        Instant now = clock.instant();
        Deque<Instant> times = failures.computeIfAbsent(key, absent -> new ArrayDeque<>());
        while (!times.isEmpty() && !times.peekFirst().isAfter(now.minus(WINDOW))) {
            times.pollFirst();
        }
        if (times.size() >= most) {
            return false;
        }
        times.addLast(now);
        return true;
    }

    /** Takes the last attempt back: it was no failure, or nobody knows. */
    synchronized void undo(String key) {
        Deque<Instant> times = failures.get(key);
        if (times != null) {
            times.pollLast();
        }
    }

    /** Forgets the failures of a key. */
    synchronized void forget(String key) {
        failures.remove(key);
    }

    synchronized int size() {
        return failures.size();
    }
}
