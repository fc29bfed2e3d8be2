// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.engine.spi;

/** How many tasks ended how on a host: a line of the recap. */
public record HostTally(int ok, int changed, int unreachable, int failed, int skipped, int rescued, int ignored) {
    /** Nothing yet. */
    public static final HostTally NONE = new HostTally(0, 0, 0, 0, 0, 0, 0);

    /** Returns the sum of two. */
    public HostTally plus(HostTally other) {
        return new HostTally(
                ok + other.ok,
                changed + other.changed,
                unreachable + other.unreachable,
                failed + other.failed,
                skipped + other.skipped,
                rescued + other.rescued,
                ignored + other.ignored);
    }
}
