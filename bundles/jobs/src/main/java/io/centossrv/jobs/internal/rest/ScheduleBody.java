// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.rest;

import io.centossrv.jobs.internal.cron.Schedule;
import io.centossrv.jobs.internal.schedule.ScheduledRequest;
import io.centossrv.jobs.internal.submit.RunRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A schedule as the API shows it: without values of variables and the input of its command, which may be secret. */
public record ScheduleBody(
        String name,
        String cron,
        String zone,
        Duration jitter,
        String missed,
        String overlap,
        boolean enabled,
        String target,
        String command,
        Optional<Integer> confirmed,
        String owner,
        Instant createdAt,
        Optional<Instant> nextAt,
        Optional<List<Instant>> nextTimes) {

    static ScheduleBody of(Schedule schedule, Optional<List<Instant>> nextTimes) {
        RunRequest request = new ScheduledRequest().read(schedule.request());
        return new ScheduleBody(
                schedule.name(),
                schedule.timing().cron().toString(),
                schedule.timing().zone().getId(),
                schedule.timing().jitter(),
                JobBody.word(schedule.timing().missed()),
                JobBody.word(schedule.timing().overlap()),
                schedule.enabled(),
                request.target(),
                request.command().title(),
                schedule.confirmed(),
                schedule.owner(),
                schedule.createdAt(),
                schedule.nextDue(),
                nextTimes);
    }
}
