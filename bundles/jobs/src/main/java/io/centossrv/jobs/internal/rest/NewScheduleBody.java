// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.rest;

import io.centossrv.jobs.internal.cron.MissedPolicy;
import io.centossrv.jobs.internal.cron.OverlapPolicy;
import io.centossrv.jobs.internal.request.InvalidRequest;
import io.centossrv.jobs.internal.schedule.NewSchedule;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** A schedule to be added. */
public record NewScheduleBody(
        String name,
        String cron,
        String zone,
        Optional<Duration> jitter,
        Optional<MissedPolicy> missed,
        Optional<OverlapPolicy> overlap,
        RunBody run) {
    public NewScheduleBody {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(cron, "cron");
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(run, "run");
    }

    NewSchedule request() {
        if (run.secrets().filter(secrets -> !secrets.isEmpty()).isPresent()) {
            throw InvalidRequest.at(
                    "/run/secrets", "A schedule keeps no secrets: let the command read them from a file on the node.");
        }
        return new NewSchedule(
                name,
                cron,
                zone,
                jitter.orElse(Duration.ZERO),
                missed.orElse(MissedPolicy.SKIP),
                overlap.orElse(OverlapPolicy.SKIP),
                run.request(),
                run.confirm());
    }
}
