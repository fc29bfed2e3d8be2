// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lets each source do a number of things per minute, all at once or spread (a token bucket). Remembers the sources that
 * came last, so that its size is bounded. Thread-safe.
 */
public final class RateLimit {
    private static final int MAX_SOURCES = 10_000;

    private final double perMinute;
    private final Clock clock;
    private final Map<String, Bucket> buckets;

    public RateLimit(int perMinute, Clock clock) {
        this.perMinute = perMinute;
        this.clock = clock;
        this.buckets = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                return size() > MAX_SOURCES;
            }
        };
    }

    /** Takes one; returns whether there was one left. */
    public synchronized boolean take(String source) {
        Bucket bucket = refilled(source);
        buckets.put(source, bucket.left() < 1 ? bucket : new Bucket(bucket.left() - 1, bucket.at()));
        return bucket.left() >= 1;
    }

    /** Tells whether there is one left. */
    public synchronized boolean hasLeft(String source) {
        return refilled(source).left() >= 1;
    }

    private Bucket refilled(String source) {
        long now = clock.millis();
        Bucket bucket = buckets.getOrDefault(source, new Bucket(perMinute, now));
        double gained = Math.max(0, now - bucket.at())
                * perMinute
                / Duration.ofMinutes(1).toMillis();
        return new Bucket(Math.min(perMinute, bucket.left() + gained), now);
    }

    private record Bucket(double left, long at) {}
}
