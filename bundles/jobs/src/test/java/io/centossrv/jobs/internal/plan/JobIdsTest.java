// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.jobs.JobId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class JobIdsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void isVersion7AndSortsByTime() {
        JobId first = new JobIds(Clock.fixed(NOW, ZoneOffset.UTC)).next();
        JobId second = new JobIds(Clock.fixed(NOW.plusMillis(1), ZoneOffset.UTC)).next();

        assertThat(first.value().version()).isEqualTo(7);
        assertThat(first.value().variant()).isEqualTo(2);
        assertThat(first.value().getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
        assertThat(first).isLessThan(second);
    }

    @Test
    void differsWithinAMillisecond() {
        JobIds ids = new JobIds(Clock.fixed(NOW, ZoneOffset.UTC));
        assertThat(ids.next()).isNotEqualTo(ids.next());
    }
}
