// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.cron;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.Optional;
import java.util.UUID;

/**
 * When a schedule runs.
 *
 * @param cron the line
 * @param zone whose clock it goes by, an IANA name
 * @param jitter up to how much later it starts: each run a little differently, and the same on each control plane
 * @param missed what becomes of missed runs
 * @param overlap what becomes of runs while one has not ended
 */
public record Timing(Cron cron, ZoneId zone, Duration jitter, MissedPolicy missed, OverlapPolicy overlap) {
    /** Returns the first time after another one. */
    public Optional<Instant> next(Instant after) {
        return cron.next(after, zone);
    }

    /** Returns the times from one on, in order. */
    Iterator<Instant> from(Instant first) {
        return cron.from(first, zone);
    }

    /** Returns when a run that is due then is started. */
    public Instant start(UUID schedule, Instant due) {
        long millis = jitter.toMillis();
        if (millis == 0) {
            return due;
        }
        // SplitMix64's finalizer: neighbouring times end up far apart
        long mixed = schedule.getLeastSignificantBits() ^ due.getEpochSecond() * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return due.plusMillis(Math.floorMod(mixed ^ mixed >>> 31, millis + 1));
    }
}
