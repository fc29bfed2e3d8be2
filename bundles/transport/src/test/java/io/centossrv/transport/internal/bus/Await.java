// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.bus;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for a condition, not for a time. */
public final class Await {
    private static final Duration USUAL = Duration.ofSeconds(15);

    private Await() {}

    public static void until(String what, BooleanSupplier condition) {
        until(what, USUAL, condition);
    }

    public static void until(String what, Duration atMost, BooleanSupplier condition) {
        long end = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                fail("did not come within " + atMost + ": " + what);
            }
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                fail("interrupted waiting for: " + what);
            }
        }
    }
}
