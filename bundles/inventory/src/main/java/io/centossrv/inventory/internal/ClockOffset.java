// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal;

import java.time.Duration;
import java.time.Instant;

/** How far another clock is ahead of ours; behind it is negative. */
public final class ClockOffset {
    /** So far off, a clock is worth a word: signed plans and certificates allow for a little. */
    public static final Duration NOTABLE = Duration.ofSeconds(30);

    private static final Duration MOST = Duration.ofDays(36_500);

    private ClockOffset() {}

    /** Returns the offset, to the millisecond and at most 100 years, whatever the other says. */
    public static Duration between(Instant ours, Instant theirs) {
        try {
            Duration offset = Duration.ofMillis(Duration.between(ours, theirs).toMillis());
            if (offset.abs().compareTo(MOST) <= 0) {
                return offset;
            }
        } catch (ArithmeticException e) {
            // As far off as an Instant can be, which is more than milliseconds can count.
            return theirs.isAfter(ours) ? MOST : MOST.negated();
        }
        return theirs.isAfter(ours) ? MOST : MOST.negated();
    }

    public static boolean isNotable(Duration offset) {
        return offset.abs().compareTo(NOTABLE) > 0;
    }
}
