// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centossrv.jobs.Job;
import io.centossrv.jobs.JobFilter;
import io.centossrv.jobs.JobId;
import io.centossrv.jobs.internal.cron.MissedPolicy;
import io.centossrv.jobs.internal.cron.OverlapPolicy;
import io.centossrv.jobs.internal.cron.Schedule;
import io.centossrv.jobs.internal.cron.ScheduleRun;
import io.centossrv.jobs.internal.cron.ScheduleRun.State;
import io.centossrv.jobs.internal.plan.JobIds;
import io.centossrv.jobs.internal.store.PostgresRollouts;
import io.centossrv.jobs.internal.store.PostgresScheduleRuns;
import io.centossrv.jobs.internal.submit.CommandLine;
import io.centossrv.jobs.internal.submit.RunJobs;
import io.centossrv.jobs.internal.submit.RunRequest;
import io.centossrv.jobs.internal.test.FakeInventory;
import io.centossrv.jobs.internal.test.ManualClock;
import io.centossrv.jobs.internal.test.PlainSealing;
import io.centossrv.jobs.internal.test.TestJobs;
import io.centossrv.persistence.test.EmbeddedDatabase;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.page.PageRequest;
import io.centossrv.platform.security.Caller;
import io.centossrv.platform.security.PermissionDenied;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ScheduleEngineTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

    private final ManualClock clock = new ManualClock();
    private final FakeInventory inventory =
            new FakeInventory().add(TestJobs.newNodes(1).get(0), "n1");
    private TestJobs test;
    private Schedules schedules;
    private ScheduleEngine engine;

    @BeforeEach
    void open() {
        test = new TestJobs(EMBEDDED, clock);
        test.targets.bindInventory(inventory);
        schedules = new Schedules(test.database, runs(), test.confirmations, clock);
        engine = engine();
    }

    @AfterEach
    void removeAll() {
        schedules.list().forEach(schedule -> schedules.remove(TestJobs.ALICE, schedule.name()));
    }

    private RunJobs runs() {
        return new RunJobs(test.jobs, test.targets, test.confirmations, new PlainSealing());
    }

    private ScheduleEngine engine() {
        JobIds ids = new JobIds(clock);
        return new ScheduleEngine(
                new PostgresScheduleRuns(test.database, () -> ids.next().value()), runs(), clock);
    }

    private NewSchedule request(String cron, String zone, MissedPolicy missed, OverlapPolicy overlap) {
        return new NewSchedule(
                "nightly",
                cron,
                zone,
                Duration.ZERO,
                missed,
                overlap,
                RunRequest.of("n1", CommandLine.of(List.of("true"))),
                Optional.empty());
    }

    private Schedule add(String cron, String zone, MissedPolicy missed, OverlapPolicy overlap) {
        return schedules.add(TestJobs.ALICE, request(cron, zone, missed, overlap));
    }

    private void at(String time) {
        clock.set(Instant.parse(time));
        engine.pass();
    }

    /** Runs, the oldest first, as "time state". */
    private List<String> kept() {
        List<String> kept = new java.util.ArrayList<>();
        for (ScheduleRun run : schedules.runs(schedules.find("nightly"))) {
            kept.add(0, run.dueAt() + " " + run.state());
        }
        return kept;
    }

    private void end(ScheduleRun run) {
        JobId job = run.job().orElseThrow();
        test.jobs.cancel(TestJobs.ALICE, job, "");
        new PostgresRollouts(test.database).dropUnstarted(clock.instant(), 1000);
        assertThat(test.job(job).state().isFinal()).isTrue();
    }

    private ScheduleRun newest() {
        return schedules.runs(schedules.find("nightly")).get(0);
    }

    @Test
    void overBothChangesOfTheClockInChicago() {
        clock.set(Instant.parse("2026-03-07T12:00:00Z"));
        add("30 2 * * *", "America/Chicago", MissedPolicy.SKIP, OverlapPolicy.PARALLEL);
        for (Instant now = clock.instant();
                now.isBefore(Instant.parse("2026-03-10T00:00:00Z"));
                now = now.plusSeconds(60)) {
            at(now.toString());
        }
        assertThat(kept()).containsExactly("2026-03-08T08:00:00Z SUBMITTED", "2026-03-09T07:30:00Z SUBMITTED");
        schedules.remove(TestJobs.ALICE, "nightly");

        clock.set(Instant.parse("2026-10-31T12:00:00Z"));
        add("30 1 * * *", "America/Chicago", MissedPolicy.SKIP, OverlapPolicy.PARALLEL);
        for (Instant now = clock.instant();
                now.isBefore(Instant.parse("2026-11-03T00:00:00Z"));
                now = now.plusSeconds(60)) {
            at(now.toString());
        }
        assertThat(kept())
                .as("the hour that comes twice")
                .containsExactly("2026-11-01T06:30:00Z SUBMITTED", "2026-11-02T07:30:00Z SUBMITTED");
        Job job = test.job(newest().job().orElseThrow());
        assertThat(job.actor()).isEqualTo("alice");
        assertThat(job.target()).isEqualTo("n1");
    }

    @Test
    void missedRunsAreSkipped() {
        clock.set(Instant.parse("2026-03-01T00:30:00Z"));
        add("0 * * * *", "UTC", MissedPolicy.SKIP, OverlapPolicy.PARALLEL);
        at("2026-03-01T03:30:00Z");
        assertThat(kept())
                .containsExactly(
                        "2026-03-01T01:00:00Z MISSED", "2026-03-01T02:00:00Z MISSED", "2026-03-01T03:00:00Z MISSED");
        at("2026-03-01T04:00:01Z");
        assertThat(kept()).last().isEqualTo("2026-03-01T04:00:00Z SUBMITTED");
    }

    @Test
    void oneRunMakesUpForAllMissedOnes() {
        clock.set(Instant.parse("2026-03-01T00:30:00Z"));
        add("0 * * * *", "UTC", MissedPolicy.RUN_ONCE, OverlapPolicy.PARALLEL);
        at("2026-03-01T03:30:00Z");
        assertThat(kept())
                .containsExactly(
                        "2026-03-01T01:00:00Z MISSED", "2026-03-01T02:00:00Z MISSED", "2026-03-01T03:00:00Z SUBMITTED");
    }

    @Test
    void allMissedRunsAreMadeUpForWithinABound() {
        clock.set(Instant.parse("2026-03-01T00:30:00Z"));
        add("0 * * * *", "UTC", MissedPolicy.RUN_ALL, OverlapPolicy.QUEUE);
        at("2026-03-03T00:30:00Z");
        assertThat(kept()).hasSize(14);
        assertThat(kept().get(0)).isEqualTo("2026-03-02T11:00:00Z SUBMITTED");
        assertThat(kept().subList(1, 14)).allMatch(run -> run.endsWith("QUEUED"));
        for (int i = 1; i < 14; i++) {
            schedules.runs(schedules.find("nightly")).stream()
                    .filter(run -> run.state() == State.SUBMITTED)
                    .filter(run -> !test.job(run.job().orElseThrow()).state().isFinal())
                    .toList()
                    .forEach(this::end);
            engine.pass();
        }
        assertThat(kept()).hasSize(14).allMatch(run -> run.endsWith("SUBMITTED"));
    }

    @Test
    void aMonthWithoutAControlPlaneIsPlannedInAMoment() {
        add("* * * * *", "Europe/Berlin", MissedPolicy.SKIP, OverlapPolicy.SKIP);
        clock.advance(Duration.ofDays(31));
        Instant begin = Instant.now();
        engine.pass();
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(30));
        engine.pass();
        assertThat(kept()).hasSize(14);
    }

    @Test
    void overlappingRunsAreSkippedQueuedOrParallel() {
        clock.set(Instant.parse("2026-03-01T00:30:00Z"));
        add("0 * * * *", "UTC", MissedPolicy.SKIP, OverlapPolicy.SKIP);
        at("2026-03-01T01:00:00Z");
        at("2026-03-01T02:00:00Z");
        assertThat(kept()).containsExactly("2026-03-01T01:00:00Z SUBMITTED", "2026-03-01T02:00:00Z SKIPPED");
        assertThat(newest().reason()).isEqualTo("the one before has not ended");
        schedules.remove(TestJobs.ALICE, "nightly");

        clock.set(Instant.parse("2026-03-01T00:30:00Z"));
        add("0 * * * *", "UTC", MissedPolicy.SKIP, OverlapPolicy.QUEUE);
        at("2026-03-01T01:00:00Z");
        ScheduleRun first = newest();
        at("2026-03-01T02:00:00Z");
        assertThat(kept()).last().isEqualTo("2026-03-01T02:00:00Z QUEUED");
        end(first);
        engine.pass();
        assertThat(kept()).last().isEqualTo("2026-03-01T02:00:00Z SUBMITTED");
        schedules.remove(TestJobs.ALICE, "nightly");

        clock.set(Instant.parse("2026-03-01T00:30:00Z"));
        add("0 * * * *", "UTC", MissedPolicy.SKIP, OverlapPolicy.PARALLEL);
        at("2026-03-01T01:00:00Z");
        at("2026-03-01T02:00:00Z");
        assertThat(kept()).allMatch(run -> run.endsWith("SUBMITTED"));
    }

    @Test
    void twoControlPlanesFireOnce() throws InterruptedException {
        clock.set(Instant.parse("2026-03-01T00:30:00Z"));
        add("0 * * * *", "UTC", MissedPolicy.SKIP, OverlapPolicy.PARALLEL);
        int before = jobs();
        clock.set(Instant.parse("2026-03-01T01:00:00Z"));
        List<Thread> planes =
                List.of(new Thread(engine()::pass), new Thread(engine()::pass), new Thread(engine()::pass));
        planes.forEach(Thread::start);
        for (Thread plane : planes) {
            plane.join(30_000);
            assertThat(plane.isAlive()).isFalse();
        }
        assertThat(jobs() - before).isEqualTo(1);
        assertThat(kept()).containsExactly("2026-03-01T01:00:00Z SUBMITTED");
    }

    private int jobs() {
        JobFilter ours = new JobFilter(Set.of(), Optional.of("alice"), Optional.of("n1"), Optional.empty());
        return test.jobs
                .list(ours, new PageRequest(1000, Optional.empty()))
                .items()
                .size();
    }

    @Test
    void aRunWaitsForTheInventoryAndFailsWhereItCantBe() {
        clock.set(Instant.parse("2026-03-01T00:30:00Z"));
        add("0 * * * *", "UTC", MissedPolicy.SKIP, OverlapPolicy.SKIP);
        test.targets.unbindInventory(inventory);
        at("2026-03-01T01:00:00Z");
        assertThat(kept()).containsExactly("2026-03-01T01:00:00Z QUEUED");
        at("2026-03-01T01:10:01Z");
        assertThat(newest().state()).isEqualTo(State.FAILED);
        assertThat(newest().reason()).isEqualTo("domain-unavailable");
        test.targets.bindInventory(inventory);
        at("2026-03-01T02:00:00Z");
        assertThat(newest().state()).isEqualTo(State.SUBMITTED);
    }

    @Test
    void moreNodesThanWereConfirmedAreRefused() {
        clock.set(Instant.parse("2026-03-01T00:30:00Z"));
        NewSchedule all = new NewSchedule(
                "nightly",
                "0 * * * *",
                "UTC",
                Duration.ofMinutes(10),
                MissedPolicy.SKIP,
                OverlapPolicy.PARALLEL,
                RunRequest.of("*", CommandLine.of(List.of("true"))),
                Optional.empty());
        Schedule schedule = schedules.add(TestJobs.ALICE, all);
        Instant start =
                schedule.timing().start(schedule.id(), schedule.nextDue().orElseThrow());
        assertThat(start).isBetween("2026-03-01T01:00:00Z", "2026-03-01T01:10:00Z");
        TestJobs.newNodes(30).forEach(node -> inventory.add(node, "x" + node));
        at(start.minusMillis(1).toString());
        assertThat(kept()).as("its jitter").isEmpty();
        at(start.toString());
        assertThat(newest().state()).isEqualTo(State.FAILED);
        assertThat(newest().reason()).isEqualTo("confirmation-needed");
    }

    @Test
    void whatIsNotEnabledRunsOnlyWhenAsked() {
        clock.set(Instant.parse("2026-03-01T00:30:00Z"));
        add("0 * * * *", "UTC", MissedPolicy.RUN_ALL, OverlapPolicy.PARALLEL);
        schedules.disable(TestJobs.ALICE, "nightly");
        at("2026-03-01T02:30:00Z");
        assertThat(kept()).isEmpty();
        schedules.run(TestJobs.ALICE, "nightly");
        engine.pass();
        assertThat(kept()).containsExactly("2026-03-01T02:30:00Z SUBMITTED");
        Schedule enabled = schedules.enable(TestJobs.ALICE, "nightly");
        assertThat(enabled.nextDue()).contains(Instant.parse("2026-03-01T03:00:00Z"));
        engine.pass();
        assertThat(kept()).as("nothing was missed").hasSize(1);
    }

    @Test
    void refusesWhatIsWrong() {
        NewSchedule wrong = request("61 * * * *", "Mars/Olympus", MissedPolicy.SKIP, OverlapPolicy.SKIP);
        assertThatThrownBy(() -> schedules.add(TestJobs.ALICE, wrong))
                .isInstanceOfSatisfying(
                        CentossrvException.class, e -> assertThat(e.details()).hasSize(2));
        assertThatThrownBy(() -> schedules.add(
                        new Caller("bob", Set.of("schedule:add")),
                        request("@daily", "UTC", MissedPolicy.SKIP, OverlapPolicy.SKIP)))
                .isInstanceOf(PermissionDenied.class);
        add("@daily", "UTC", MissedPolicy.SKIP, OverlapPolicy.SKIP);
        assertThatThrownBy(() -> add("@daily", "UTC", MissedPolicy.SKIP, OverlapPolicy.SKIP))
                .isInstanceOfSatisfying(
                        CentossrvException.class,
                        e -> assertThat(e.code().name()).isEqualTo("schedule-exists"));
    }
}
