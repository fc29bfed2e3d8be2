// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.plan;

import io.centossrv.jobs.JobId;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/** Makes ids of jobs: UUIDs of version 7 (RFC 9562, 5.7), 48 bits of milliseconds and 74 random bits. Thread-safe. */
public final class JobIds {
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public JobIds(Clock clock) {
        this.clock = clock;
    }

    /** Returns a new id. */
    public JobId next() {
        long high = (clock.millis() << 16) | 0x7000L | random.nextInt(1 << 12);
        long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new JobId(new UUID(high, low));
    }
}
