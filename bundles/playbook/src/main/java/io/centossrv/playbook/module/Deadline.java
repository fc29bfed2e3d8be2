// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.module;

import java.time.Duration;

/** A point in time by the monotonic clock, so that a clock that is set doesn't move it. */
public final class Deadline {
    private final long nanos;

    private Deadline(long nanos) {
        this.nanos = nanos;
    }

    /** Returns the deadline that is so far away; at most a hundred years. */
    public static Deadline in(Duration duration) {
        Duration bounded = duration.compareTo(Duration.ofDays(36500)) > 0 ? Duration.ofDays(36500) : duration;
        return new Deadline(System.nanoTime() + bounded.toNanos());
    }

    /** Returns how far away it is; zero where it has passed. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
    }

    /** Returns whether it has passed. */
    public boolean passed() {
        return nanos - System.nanoTime() <= 0;
    }

    /** Returns the nearer one. */
    public Deadline orEarlier(Deadline other) {
        return other.nanos - nanos < 0 ? other : this;
    }
}
