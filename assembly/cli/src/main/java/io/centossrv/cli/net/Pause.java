// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.net;

import java.time.Duration;

/** Waits. */
@FunctionalInterface
public interface Pause {
    /** Waits this long. */
    void of(Duration time) throws InterruptedException;

    /** Waits, and ends the command where the thread is interrupted. */
    default void orStop(Duration time) {
        try {
            of(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", e);
        }
    }

    /** Returns the one that waits for real. */
    static Pause sleeping() {
        return time -> Thread.sleep(time.toMillis());
    }
}
