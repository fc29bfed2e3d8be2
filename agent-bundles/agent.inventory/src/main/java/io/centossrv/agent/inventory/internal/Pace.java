// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.inventory.internal;

import java.time.Duration;

/**
 * How often what is done.
 *
 * @param tick between looks at which collectors are due
 * @param shortest a collector's period is no shorter
 * @param longest nor longer: tests don't wait
 * @param limit no collector may take longer
 * @param vitals between reports of what changes all the time
 * @param question between questions whether the control plane has what it was sent
 */
record Pace(Duration tick, Duration shortest, Duration longest, Duration limit, Duration vitals, Duration question) {
    static Pace usual() {
        return new Pace(
                Duration.ofSeconds(30),
                Duration.ofMinutes(1),
                Duration.ofDays(1),
                Duration.ofMinutes(2),
                Duration.ofMinutes(15),
                Duration.ofMinutes(30));
    }

    Duration period(Duration wanted) {
        Duration atLeast = wanted.compareTo(shortest) < 0 ? shortest : wanted;
        return atLeast.compareTo(longest) > 0 ? longest : atLeast;
    }

    Duration limit(Duration wanted) {
        return wanted.compareTo(limit) > 0 ? limit : wanted;
    }
}
