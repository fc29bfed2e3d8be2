// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.state;

import static io.centossrv.jobs.NodeJobState.CANCELLED;
import static io.centossrv.jobs.NodeJobState.CHANGED;
import static io.centossrv.jobs.NodeJobState.DELIVERED;
import static io.centossrv.jobs.NodeJobState.EXPIRED;
import static io.centossrv.jobs.NodeJobState.FAILED;
import static io.centossrv.jobs.NodeJobState.INTERRUPTED;
import static io.centossrv.jobs.NodeJobState.OK;
import static io.centossrv.jobs.NodeJobState.QUEUED;
import static io.centossrv.jobs.NodeJobState.UNREACHABLE;
import static io.centossrv.jobs.NodeJobState.WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.jobs.JobState;
import io.centossrv.jobs.NodeJobState;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OverallStateTest {
    @Test
    void underWay() {
        assertThat(of(Map.of(QUEUED, 3))).isEqualTo(JobState.QUEUED);
        assertThat(of(Map.of(QUEUED, 1, WAITING, 2))).isEqualTo(JobState.QUEUED);
        assertThat(of(Map.of(WAITING, 2))).isEqualTo(JobState.WAITING);
        assertThat(of(Map.of(WAITING, 2, OK, 1))).isEqualTo(JobState.WAITING);
        assertThat(of(Map.of(WAITING, 2, DELIVERED, 1))).isEqualTo(JobState.RUNNING);
        assertThat(of(Map.of(QUEUED, 1, OK, 1))).isEqualTo(JobState.RUNNING);
    }

    @Test
    void ended() {
        assertThat(of(Map.of(OK, 3, CHANGED, 1))).isEqualTo(JobState.SUCCEEDED);
        assertThat(of(Map.of(OK, 3, FAILED, 1))).isEqualTo(JobState.FAILED);
        assertThat(of(Map.of(OK, 3, UNREACHABLE, 1))).isEqualTo(JobState.FAILED);
        assertThat(of(Map.of(INTERRUPTED, 1))).isEqualTo(JobState.FAILED);
        assertThat(of(Map.of(UNREACHABLE, 2, EXPIRED, 1))).isEqualTo(JobState.EXPIRED);
        assertThat(of(Map.of(CANCELLED, 2))).isEqualTo(JobState.CANCELLED);
        assertThat(of(Map.of(OK, 1, CANCELLED, 2))).isEqualTo(JobState.CANCELLED);
        assertThat(of(Map.of(FAILED, 1, CANCELLED, 2))).isEqualTo(JobState.FAILED);
        assertThat(of(Map.of(OK, 1, FAILED, 0))).isEqualTo(JobState.SUCCEEDED);
    }

    private static JobState of(Map<NodeJobState, Integer> counts) {
        return OverallState.of(counts);
    }
}
