// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.schedule;

import io.centossrv.jobs.internal.cron.Cron;
import io.centossrv.jobs.internal.cron.Schedule;
import io.centossrv.jobs.internal.cron.ScheduleRun;
import io.centossrv.jobs.internal.cron.Timing;
import io.centossrv.jobs.internal.plan.JobIds;
import io.centossrv.jobs.internal.request.InvalidRequest;
import io.centossrv.jobs.internal.store.JobsDatabase;
import io.centossrv.jobs.internal.store.PostgresScheduleRuns;
import io.centossrv.jobs.internal.store.PostgresSchedules;
import io.centossrv.jobs.internal.submit.Confirmations;
import io.centossrv.jobs.internal.submit.RunJobs;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorDetail;
import io.centossrv.platform.ErrorKind;
import io.centossrv.platform.security.Caller;
import io.centossrv.platform.security.Permission;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Adds, shows and changes schedules. Thread-safe. */
@Component(service = Schedules.class)
public final class Schedules {
    private static final ErrorCode NOT_FOUND = new ErrorCode("schedule-not-found", ErrorKind.NOT_FOUND);
    private static final ErrorCode TAKEN = new ErrorCode("schedule-exists", ErrorKind.CONFLICT);
    private static final ErrorCode TOO_MANY = new ErrorCode("schedules-limited", ErrorKind.CONFLICT);
    private static final Permission RUN = new Permission("job:run");
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");
    private static final Duration MOST_JITTER = Duration.ofHours(12);
    private static final int MAX_SCHEDULES = 1000;
    private static final int SHOWN = 5;

    private final PostgresSchedules store;
    private final PostgresScheduleRuns runs;
    private final RunJobs jobs;
    private final Confirmations confirmations;
    private final Clock clock;
    private final JobIds ids;
    private final ScheduledRequest requests = new ScheduledRequest();

    @Activate
    public Schedules(
            @Reference JobsDatabase database, @Reference RunJobs jobs, @Reference Confirmations confirmations) {
        this(database, jobs, confirmations, Clock.systemUTC());
    }

    public Schedules(JobsDatabase database, RunJobs jobs, Confirmations confirmations, Clock clock) {
        this.jobs = jobs;
        this.confirmations = confirmations;
        this.clock = clock;
        ids = new JobIds(clock);
        store = new PostgresSchedules(database);
        runs = new PostgresScheduleRuns(database, () -> ids.next().value());
    }

    /**
     * Adds a schedule. Its jobs are submitted for the caller, who must be allowed to run them.
     *
     * @throws CentossrvException {@code request-invalid}, {@code schedule-exists}, {@code schedules-limited},
     *     {@code confirmation-needed}, and as the inventory resolves the target
     */
    public Schedule add(Caller caller, NewSchedule request) {
        caller.require(RUN);
        Timing timing = timing(request);
        int nodes = jobs.preview(request.request()).nodes().size();
        confirmations.require(nodes, request.confirmed());
        if (store.list().size() >= MAX_SCHEDULES) {
            throw new CentossrvException(TOO_MANY, "There are " + MAX_SCHEDULES + " schedules already.");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Schedule schedule = new Schedule(
                ids.next().value(),
                request.name(),
                timing,
                requests.write(request.request()),
                request.confirmed(),
                caller.name(),
                true,
                now,
                timing.next(now));
        if (!store.add(schedule)) {
            throw new CentossrvException(TAKEN, "There is a schedule " + request.name() + " already. Remove it first.");
        }
        return schedule;
    }

    private static Timing timing(NewSchedule request) {
        List<ErrorDetail> wrong = new ArrayList<>();
        if (!NAME.matcher(request.name()).matches()) {
            wrong.add(ErrorDetail.at(
                    "/name", "A name has 1 to 63 lower-case letters, digits, dots, hyphens and underscores."));
        }
        if (request.jitter().isNegative() || request.jitter().compareTo(MOST_JITTER) > 0) {
            wrong.add(ErrorDetail.at("/jitter", "It must be from PT0S to " + MOST_JITTER + "."));
        }
        if (!ZoneId.getAvailableZoneIds().contains(request.zone())) {
            wrong.add(ErrorDetail.at("/zone", "A time zone has an IANA name, such as Europe/Berlin or UTC."));
        }
        Optional<Cron> cron = Optional.empty();
        try {
            cron = Optional.of(Cron.parse(request.cron()));
        } catch (IllegalArgumentException e) {
            wrong.add(ErrorDetail.at("/cron", String.valueOf(e.getMessage())));
        }
        InvalidRequest.throwIf(wrong);
        return new Timing(
                cron.orElseThrow(), ZoneId.of(request.zone()), request.jitter(), request.missed(), request.overlap());
    }

    /** Returns all schedules by name. */
    public List<Schedule> list() {
        return store.list();
    }

    /**
     * Returns a schedule.
     *
     * @throws CentossrvException {@code schedule-not-found}
     */
    public Schedule find(String name) {
        return store.find(name)
                .orElseThrow(() -> new CentossrvException(NOT_FOUND, "There is no schedule " + name + "."));
    }

    /** Returns the next times by a schedule's line, without jitter; none while it is not enabled. */
    public List<Instant> next(Schedule schedule) {
        List<Instant> times = new ArrayList<>();
        Optional<Instant> time = schedule.nextDue();
        while (time.isPresent() && times.size() < SHOWN) {
            times.add(time.get());
            time = schedule.timing().next(time.get());
        }
        return times;
    }

    /** Returns the newest runs, the newest first. */
    public List<ScheduleRun> runs(Schedule schedule) {
        return runs.newest(schedule);
    }

    /** Removes a schedule. Jobs that it submitted stay. */
    public void remove(Caller caller, String name) {
        store.remove(find(name), caller.name());
    }

    /** Enables a schedule from now on: what went by meanwhile was not missed. */
    public Schedule enable(Caller caller, String name) {
        Schedule schedule = find(name);
        if (!schedule.enabled()) {
            store.enable(schedule, schedule.timing().next(clock.instant()), caller.name());
        }
        return find(name);
    }

    /** Disables a schedule: it is kept and does not run. */
    public Schedule disable(Caller caller, String name) {
        Schedule schedule = find(name);
        if (schedule.enabled()) {
            store.enable(schedule, Optional.empty(), caller.name());
        }
        return find(name);
    }

    /** Has a schedule run now, also one that is not enabled. Its overlap policy holds. */
    public ScheduleRun run(Caller caller, String name) {
        caller.require(RUN);
        return runs.add(find(name), clock.instant().truncatedTo(ChronoUnit.MICROS));
    }
}
