// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centossrv.jobs.Job;
import io.centossrv.jobs.JobState;
import io.centossrv.jobs.NodeJobState;
import io.centossrv.jobs.NodeResult;
import io.centossrv.jobs.TaskOutcome;
import io.centossrv.jobs.internal.store.PostgresPatience;
import io.centossrv.jobs.internal.test.ManualClock;
import io.centossrv.jobs.internal.test.TestJobs;
import io.centossrv.jobs.message.JobProgress;
import io.centossrv.jobs.message.JobProgress.Outcome;
import io.centossrv.jobs.message.TaskResult;
import io.centossrv.persistence.test.EmbeddedDatabase;
import io.centossrv.protocol.NodeId;
import io.centossrv.protocol.RequestRejected;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ProgressReportsTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

    private static final Instant START = Instant.parse("2026-03-01T10:00:01Z");

    private final ManualClock clock = new ManualClock();
    private final NodeId node = TestJobs.newNodes(1).get(0);
    private TestJobs test;
    private ProgressReports reports;
    private Job job;

    @BeforeEach
    void submit() {
        test = new TestJobs(EMBEDDED, clock);
        reports = new ProgressReports(test.database);
        job = test.submit(List.of(node));
    }

    private void report(JobProgress progress) {
        reports.handle(node, clock.instant(), progress);
    }

    private NodeResult result() {
        return test.only(job.id());
    }

    private JobProgress progress(List<TaskResult> results, Optional<Outcome> outcome, String reason) {
        int from = results.isEmpty() ? 0 : results.get(0).index();
        return new JobProgress(
                job.id().toString(), from, results, outcome, reason, START, outcome.map(o -> START.plusSeconds(9)));
    }

    private static TaskResult task(int index) {
        return new TaskResult(
                index,
                "P",
                "task " + index,
                "ansible.builtin.command",
                TaskResult.Status.CHANGED,
                "",
                Optional.of(0),
                "out " + index,
                "",
                List.of(new TaskResult.Diff("a", "b", "x", "y")),
                START.plusSeconds(index),
                START.plusSeconds(index + 1));
    }

    @Test
    void anyOrderAndRepetitionEndsTheSame() {
        for (int seed = 0; seed < 25; seed++) {
            job = test.submit(List.of(node));
            Random random = new Random(seed);
            List<JobProgress> all = new ArrayList<>(List.of(
                    progress(List.of(), Optional.empty(), ""),
                    progress(List.of(task(0), task(1)), Optional.empty(), ""),
                    progress(List.of(task(2)), Optional.empty(), ""),
                    progress(List.of(task(3)), Optional.of(Outcome.CHANGED), "")));
            all.add(all.get(random.nextInt(4)));
            all.add(all.get(random.nextInt(4)));
            Collections.shuffle(all, random);
            all.forEach(this::report);

            NodeResult result = result();
            assertThat(result.state()).as("seed %d", seed).isEqualTo(NodeJobState.CHANGED);
            assertThat(result.tasks()).extracting(TaskOutcome::index).containsExactly(0, 1, 2, 3);
            assertThat(result.startedAt()).contains(START);
            assertThat(result.endedAt()).contains(START.plusSeconds(9));
            assertThat(test.job(job.id()).state()).isEqualTo(JobState.SUCCEEDED);
        }
    }

    @Test
    void keepsWhatATaskSaid() {
        report(progress(List.of(task(0)), Optional.empty(), ""));

        assertThat(result().state()).isEqualTo(NodeJobState.RUNNING);
        TaskOutcome outcome = result().tasks().get(0);
        assertThat(outcome.status()).isEqualTo("changed");
        assertThat(outcome.stdout()).isEqualTo("out 0");
        assertThat(outcome.returnCode()).contains(0);
        assertThat(outcome.diffs()).containsExactly(new TaskOutcome.Diff("a", "b", "x", "y"));
    }

    @Test
    void tellsHowItEnded() {
        assertThat(ended(Outcome.FAILED, "code")).isEqualTo(List.of(NodeJobState.FAILED, "code"));
        assertThat(ended(Outcome.TIMED_OUT, "")).isEqualTo(List.of(NodeJobState.FAILED, "timed-out"));
        assertThat(ended(Outcome.REJECTED, "plan-forged"))
                .isEqualTo(List.of(NodeJobState.FAILED, "rejected: plan-forged"));
        assertThat(ended(Outcome.REJECTED, "expired")).isEqualTo(List.of(NodeJobState.EXPIRED, "expired"));
        assertThat(ended(Outcome.INTERRUPTED, "")).isEqualTo(List.of(NodeJobState.INTERRUPTED, ""));
        assertThat(ended(Outcome.UNKNOWN, "")).isEqualTo(List.of(NodeJobState.INTERRUPTED, "outcome-unknown"));
    }

    private List<Object> ended(Outcome outcome, String reason) {
        job = test.submit(List.of(node));
        report(progress(List.of(), Optional.of(outcome), reason));
        return List.of(result().state(), result().reason());
    }

    @Test
    void lateWordReplacesWhatWasPresumed() {
        report(progress(List.of(), Optional.empty(), ""));
        clock.advance(Duration.ofDays(2));
        assertThat(new PostgresPatience(test.database).giveUp(clock.instant(), 100))
                .isPositive();
        assertThat(result().state()).isEqualTo(NodeJobState.INTERRUPTED);
        assertThat(test.job(job.id()).state()).isEqualTo(JobState.FAILED);
        Optional<Instant> ended = test.job(job.id()).endedAt();

        report(progress(List.of(task(0)), Optional.of(Outcome.OK), ""));
        assertThat(result().state()).isEqualTo(NodeJobState.OK);
        assertThat(test.job(job.id()).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(test.job(job.id()).endedAt()).isEqualTo(ended);
    }

    @Test
    void holdsWhatAHostileNodeSends() {
        TaskResult hostile = new TaskResult(
                0,
                "\0".repeat(5000),
                "x\uD800",
                "m",
                TaskResult.Status.UNKNOWN,
                "\0",
                Optional.empty(),
                "a".repeat(200_000),
                "\0",
                Collections.nCopies(100, new TaskResult.Diff("\0", "b", "\0", "y".repeat(300_000))),
                Instant.MIN,
                Instant.MAX);
        report(progress(List.of(hostile), Optional.empty(), ""));

        TaskOutcome outcome = result().tasks().get(0);
        assertThat(outcome.play()).hasSize(1024).doesNotContain("\0");
        assertThat(outcome.stdout()).hasSize(65 * 1024);
        assertThat(outcome.status()).isEqualTo("unknown");
        assertThat(outcome.diffs()).hasSize(20);
    }

    @Test
    void outputOverTheLimitIsDroppedAndSaidSo() {
        String large = "z".repeat(64 * 1024);
        for (int i = 0; i < 140; i++) {
            TaskResult each = task(i);
            TaskResult big = new TaskResult(
                    i, "P", "t", "m", each.status(), "", Optional.empty(), large, "", List.of(), START, START);
            report(progress(List.of(big), Optional.empty(), ""));
        }
        List<TaskOutcome> tasks = result().tasks();
        assertThat(tasks).hasSize(140);
        assertThat(tasks.get(0).stdout()).hasSize(64 * 1024);
        assertThat(tasks.get(139).stdout()).isEmpty();
        assertThat(tasks.get(139).message()).contains("reached its limit");
    }

    @Test
    void refusesForGoodWhatIsNoJobOfTheNode() {
        NodeId other = TestJobs.newNodes(1).get(0);
        assertRejected(
                "job-unknown", () -> reports.handle(other, clock.instant(), progress(List.of(), Optional.empty(), "")));
        JobProgress unknown = new JobProgress(
                UUID.randomUUID().toString(), 0, List.of(), Optional.empty(), "", START, Optional.empty());
        assertRejected("job-unknown", () -> report(unknown));
        JobProgress nonsense = new JobProgress("../x", 0, List.of(), Optional.empty(), "", START, Optional.empty());
        assertRejected("job-unknown", () -> report(nonsense));
        assertRejected("task-index", () -> report(progress(List.of(task(10_000)), Optional.empty(), "")));
    }

    private static void assertRejected(String code, Runnable work) {
        assertThatThrownBy(work::run).isInstanceOfSatisfying(RequestRejected.class, e -> assertThat(e.code())
                .isEqualTo(code));
    }
}
