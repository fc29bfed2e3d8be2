// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.net;

import java.time.Duration;
import java.util.Optional;

/**
 * How often, and how long, a request that may be repeated is repeated.
 *
 * @param attempts at most
 * @param first wait before the second attempt; each further one is twice as long
 * @param longest single wait; what the control plane asks for beyond it ends the command
 */
public record RetryPolicy(int attempts, Duration first, Duration longest) {
    /** Returns what people bear to wait for. */
    public static RetryPolicy usual() {
        return new RetryPolicy(5, Duration.ofMillis(300), Duration.ofSeconds(20));
    }

    /**
     * Returns how long to wait after an attempt; empty where it was the last.
     *
     * @param attempt that failed, counted from 1
     * @param asked what the control plane asked for
     */
    Optional<Duration> wait(int attempt, Optional<Duration> asked) {
        if (attempt >= attempts) {
            return Optional.empty();
        }
        Duration own = first.multipliedBy(1L << (attempt - 1));
        Duration wait = asked.orElse(own);
        return wait.compareTo(longest) > 0 && asked.isPresent()
                ? Optional.empty()
                : Optional.of(wait.compareTo(longest) > 0 ? longest : wait);
    }
}
