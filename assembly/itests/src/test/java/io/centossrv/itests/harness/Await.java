// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests.harness;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Waits for something to become true, with a bound. */
public final class Await {
    private Await() {}

    /** Returns the first value that the probe gives, or throws with what was waited for. */
    public static <T> T until(String what, Duration bound, Supplier<Optional<T>> probe) {
        long end = System.nanoTime() + bound.toNanos();
        while (true) {
            Optional<T> value = probe.get();
            if (value.isPresent()) {
                return value.get();
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("waited " + bound.toSeconds() + " s in vain: " + what);
            }
            pause();
        }
    }

    /** Waits until the condition holds. */
    public static void untilTrue(String what, Duration bound, Supplier<Boolean> condition) {
        until(what, bound, () -> condition.get() ? Optional.of(Boolean.TRUE) : Optional.empty());
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
