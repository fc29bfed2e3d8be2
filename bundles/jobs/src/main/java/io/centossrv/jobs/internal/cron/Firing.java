// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.cron;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a schedule has to do now.
 *
 * @param runs times that are to be run, in order
 * @param missed times that went by and are left out, in order, the newest of them
 * @param missedInAll how many went by and are left out
 * @param nextDue the time after all of these
 */
public record Firing(List<Instant> runs, List<Instant> missed, int missedInAll, Optional<Instant> nextDue) {
    /** How many missed runs are made up for at most, and noted at most. */
    public static final int MOST_MADE_UP = 14;

    /** Later than that a run counts as missed. */
    static final Duration LATE = Duration.ofMinutes(2);

    public Firing {
        runs = List.copyOf(runs);
        missed = List.copyOf(missed);
    }

    /** Returns what a schedule has to do whose oldest open time is {@code due}. */
    public static Firing of(UUID schedule, Timing timing, Instant due, Instant now) {
        List<Instant> onTime = new ArrayList<>();
        Deque<Instant> late = new ArrayDeque<>();
        int lateInAll = 0;
        Optional<Instant> next = Optional.empty();
        Iterator<Instant> times = timing.from(due);
        while (next.isEmpty() && times.hasNext()) {
            Instant time = times.next();
            if (timing.start(schedule, time).isAfter(now)) {
                next = Optional.of(time);
            } else if (timing.start(schedule, time).plus(LATE).isBefore(now)) {
                late.addLast(time);
                lateInAll++;
                if (late.size() > MOST_MADE_UP) {
                    late.removeFirst();
                }
            } else {
                onTime.add(time);
            }
        }
        return switch (timing.missed()) {
            case SKIP -> new Firing(onTime, List.copyOf(late), lateInAll, next);
            case RUN_ONCE -> once(onTime, late, lateInAll, next);
            case RUN_ALL -> {
                List<Instant> all = new ArrayList<>(late);
                all.addAll(onTime);
                yield new Firing(all, List.of(), lateInAll - late.size(), next);
            }
        };
    }

    private static Firing once(List<Instant> onTime, Deque<Instant> late, int lateInAll, Optional<Instant> next) {
        if (late.isEmpty() || !onTime.isEmpty()) {
            return new Firing(onTime, List.copyOf(late), lateInAll, next);
        }
        Instant newest = late.removeLast();
        return new Firing(List.of(newest), List.copyOf(late), lateInAll - 1, next);
    }
}
