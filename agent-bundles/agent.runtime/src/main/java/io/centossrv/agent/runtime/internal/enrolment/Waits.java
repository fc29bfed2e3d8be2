// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.runtime.internal.enrolment;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before the control plane is asked again.
 *
 * @param first after the first question
 * @param most what it grows to
 * @param refused after a refusal, which will mostly be repeated
 */
record Waits(Duration first, Duration most, Duration refused) {
    static final Waits USUAL = new Waits(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMinutes(1));

    /** Returns the wait after this one. */
    Duration after(Duration wait) {
        Duration grown = wait.multipliedBy(6).dividedBy(5);
        return grown.compareTo(most) > 0 ? most : grown;
    }

    /** Returns about this wait, so that machines that started together don't ask together. */
    static Duration jittered(Duration wait) {
        return wait.plusMillis(ThreadLocalRandom.current().nextLong(wait.toMillis() / 5 + 1));
    }
}
