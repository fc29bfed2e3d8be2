// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.agent;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * When an agent does what on its link.
 *
 * @param welcomeWithin of connecting, else the connection is tried anew
 * @param firstDelay before the second attempt, at most
 * @param longestDelay between attempts, at most
 * @param proofAfter silence of the control plane after which it is asked for a sign
 * @param proofWithin the time it has for that, else the link is given up
 * @param sendAgainAfter a report without acknowledgement is sent again
 */
public record LinkTiming(
        Duration welcomeWithin,
        Duration firstDelay,
        Duration longestDelay,
        Duration proofAfter,
        Duration proofWithin,
        Duration sendAgainAfter) {
    /** What agents use. */
    public static final LinkTiming USUAL = new LinkTiming(
            Duration.ofSeconds(15),
            Duration.ofSeconds(2),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofSeconds(20),
            Duration.ofMinutes(2));

    /** Returns how long to wait after so many failures in a row: random, so that not all agents come at once. */
    Duration delay(int failures) {
        long most = Math.min(longestDelay.toMillis(), firstDelay.toMillis() << Math.min(Math.max(failures - 1, 0), 20));
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 10, most + 1));
    }

    /** Returns how long to wait while nobody listens: asking costs next to nothing, and whoever starts soon has its agents. */
    Duration delayWhileNobodyListens() {
        return delay(3);
    }
}
