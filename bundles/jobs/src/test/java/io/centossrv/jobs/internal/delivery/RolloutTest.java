// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centossrv.inventory.NodeName;
import io.centossrv.jobs.Job;
import io.centossrv.jobs.JobId;
import io.centossrv.jobs.JobRequest;
import io.centossrv.jobs.JobState;
import io.centossrv.jobs.JobStop;
import io.centossrv.jobs.NodeJobState;
import io.centossrv.jobs.NodeResult;
import io.centossrv.jobs.PlanDraft;
import io.centossrv.jobs.Rollout;
import io.centossrv.jobs.Share;
import io.centossrv.jobs.internal.freeze.Freezes;
import io.centossrv.jobs.internal.store.PostgresDeliveryQueue;
import io.centossrv.jobs.internal.store.PostgresFreezes;
import io.centossrv.jobs.internal.store.PostgresPatience;
import io.centossrv.jobs.internal.store.PostgresRollouts;
import io.centossrv.jobs.internal.test.FakeAdmission;
import io.centossrv.jobs.internal.test.FakeBus;
import io.centossrv.jobs.internal.test.ManualClock;
import io.centossrv.jobs.internal.test.TestJobs;
import io.centossrv.jobs.message.CancelPlan;
import io.centossrv.jobs.message.CancelTaken;
import io.centossrv.jobs.message.DeliverPlan;
import io.centossrv.jobs.message.JobProgress;
import io.centossrv.jobs.message.JobProgress.Outcome;
import io.centossrv.jobs.message.NodePause;
import io.centossrv.jobs.message.PlanTaken;
import io.centossrv.persistence.test.EmbeddedDatabase;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.page.PageRequest;
import io.centossrv.platform.security.Caller;
import io.centossrv.platform.security.PermissionDenied;
import io.centossrv.protocol.NodeId;
import io.centossrv.protocol.Reply;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Batches, their brake, cancel and resume, with real PostgreSQL and nodes in memory. */
class RolloutTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

    private static final Reply<PlanTaken> TAKEN = new Reply.Answered<>(new PlanTaken(PlanTaken.State.TAKEN));

    private final ManualClock clock = new ManualClock();
    private final FakeBus bus = new FakeBus();
    private final List<NodeId> nodes = TestJobs.newNodes(10);
    private TestJobs test;
    private DeliveryEngine engine;
    private ProgressReports reports;

    @BeforeEach
    void open() {
        test = new TestJobs(EMBEDDED, clock);
        reports = new ProgressReports(test.database);
        engine = new DeliveryEngine(
                new PostgresDeliveryQueue(test.database),
                new PostgresPatience(test.database),
                new PostgresRollouts(test.database),
                new Freezing(new Freezes(test.database, test.targets, clock), new PostgresFreezes(test.database)),
                test.others.admission(),
                new PlanSigner(plan -> new byte[64], text -> text),
                () -> Optional.of(bus),
                clock,
                () -> {});
        nodes.forEach(node -> bus.link(node, (n, q) -> TAKEN));
    }

    @AfterEach
    void end() {
        clock.advance(Duration.ofDays(2));
        engine.pass();
        engine.pass();
    }

    private Job submit(String batch, String maxFailures) {
        Map<NodeId, PlanDraft> plans = new LinkedHashMap<>();
        Map<NodeId, NodeName> names = new LinkedHashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            plans.put(nodes.get(i), TestJobs.DRAFT);
            names.put(nodes.get(i), new NodeName("n" + i));
        }
        Rollout rollout = new Rollout(Optional.of(Share.parse(batch)), Optional.of(Share.parse(maxFailures)));
        return test.jobs.submit(
                TestJobs.ALICE,
                new JobRequest(
                        "run",
                        "true",
                        plans,
                        names,
                        TestJobs.TTL,
                        TestJobs.TIMEOUT,
                        Optional.empty(),
                        Optional.empty(),
                        "n*",
                        rollout));
    }

    private void passes() {
        engine.pass();
        engine.pass();
    }

    private void report(Job job, int node, Outcome outcome) {
        reports.handle(
                nodes.get(node),
                clock.instant(),
                new JobProgress(
                        job.id().toString(),
                        0,
                        List.of(),
                        Optional.of(outcome),
                        "",
                        clock.instant(),
                        Optional.of(clock.instant())));
    }

    private List<NodeResult> results(JobId id) {
        return test.jobs.results(id, PageRequest.first()).items();
    }

    private long delivered(Job job) {
        return bus.asked().stream()
                .filter(q -> q instanceof DeliverPlan plan
                        && plan.job().equals(job.id().toString()))
                .count();
    }

    @Test
    void theNextBatchBeginsWhenTheOneBeforeIsFinal() {
        Job job = submit("30%", "0");
        passes();
        assertThat(delivered(job)).isEqualTo(3);
        assertThat(results(job.id()).get(3).reason()).isEqualTo("batch 2 of 4");
        assertThat(test.job(job.id()).rollout().batches()).isEqualTo(4);

        report(job, 0, Outcome.OK);
        report(job, 1, Outcome.CHANGED);
        passes();
        assertThat(delivered(job)).as("one of the batch is still open").isEqualTo(3);

        clock.advance(TestJobs.TTL.minusSeconds(1));
        report(job, 2, Outcome.OK);
        passes();
        assertThat(delivered(job)).isEqualTo(6);
        assertThat(test.job(job.id()).expiresAt())
                .as("each batch has the whole time to live")
                .isEqualTo(clock.instant().plus(TestJobs.TTL));
        for (int i = 3; i < 10; i++) {
            report(job, i, Outcome.OK);
            passes();
        }
        assertThat(delivered(job)).isEqualTo(10);
        Job ended = test.job(job.id());
        assertThat(ended.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(ended.rollout().batch()).isEqualTo(4);
        assertThat(ended.startedAt()).isPresent();
        assertThat(results(job.id()).get(3).waitingAt()).contains(ended.submittedAt());
    }

    @Test
    void aNodeThatIsAwayHoldsItsBatchUntilItsTimeIsOver() {
        bus.unlink(nodes.get(1));
        Job job = submit("2", "1");
        passes();
        report(job, 0, Outcome.OK);
        passes();
        assertThat(delivered(job)).isEqualTo(1);

        clock.advance(TestJobs.TTL);
        passes();
        assertThat(results(job.id()).get(1).state()).isEqualTo(NodeJobState.UNREACHABLE);
        assertThat(delivered(job)).as("one may fail").isEqualTo(3);
        assertThat(test.job(job.id()).rollout().failures()).isEqualTo(1);
    }

    @Test
    void tooManyFailuresEndTheRestAndResumeGoesOn() {
        Job job = submit("4", "10%");
        passes();
        report(job, 0, Outcome.FAILED);
        report(job, 1, Outcome.OK);
        passes();
        assertThat(test.job(job.id()).stop()).as("one may fail").isEmpty();
        assertThatThrownBy(() -> test.jobs.resume(TestJobs.ALICE, job.id())).satisfies(hasCode("job-not-stopped"));

        report(job, 2, Outcome.TIMED_OUT);
        passes();
        Job stopped = test.job(job.id());
        assertThat(stopped.stop().orElseThrow().code()).isEqualTo(JobStop.MAX_FAILURES);
        assertThat(stopped.stop().orElseThrow().reason()).isEqualTo("2 of 10 nodes failed and 1 may");
        assertThat(stopped.counts()).containsEntry(NodeJobState.CANCELLED, 6).containsEntry(NodeJobState.DELIVERED, 1);
        assertThat(results(job.id()).get(9).reason()).isEqualTo("max-failures");
        report(job, 3, Outcome.OK);
        assertThat(test.job(job.id()).state()).isEqualTo(JobState.FAILED);
        assertThat(bus.asked()).as("what runs is left alone").noneMatch(CancelPlan.class::isInstance);

        assertThatThrownBy(() -> test.jobs.resume(new Caller("bob", Set.of("job:resume")), job.id()))
                .isInstanceOf(PermissionDenied.class);
        Job next = test.jobs.resume(TestJobs.ALICE, job.id());
        assertThat(next.resumes()).contains(job.id());
        assertThat(results(next.id()))
                .extracting(r -> r.name().value())
                .containsExactly("n4", "n5", "n6", "n7", "n8", "n9");
        assertThat(next.rollout().batches()).isEqualTo(2);
        passes();
        assertThat(delivered(next)).isEqualTo(4);
        assertThatThrownBy(() -> test.jobs.resume(TestJobs.ALICE, job.id())).satisfies(hasCode("job-already-resumed"));
    }

    @Test
    void aLateWordThatANodeDidWellIsNoFailureAnyMore() {
        bus.unlink(nodes.get(0));
        Job job = submit("1", "1");
        passes();
        clock.advance(TestJobs.TTL);
        passes();
        assertThat(test.job(job.id()).rollout().failures()).isEqualTo(1);
        report(job, 0, Outcome.OK);
        assertThat(test.job(job.id()).rollout().failures()).isZero();
    }

    private void answerCancel(int node, CancelTaken.State state) {
        bus.link(
                nodes.get(node),
                (n, q) -> q instanceof CancelPlan ? new Reply.Answered<>(new CancelTaken(state)) : TAKEN);
    }

    @Test
    void cancelEndsWhatWaitsAndTellsWhatRuns() {
        Job job = submit("4", "0");
        passes();
        bus.unlink(nodes.get(3));
        answerCancel(0, CancelTaken.State.CANCELLED_BEFORE_START);
        answerCancel(1, CancelTaken.State.STOPPING);
        answerCancel(2, CancelTaken.State.ENDED);
        test.jobs.cancel(TestJobs.ALICE, job.id(), "wrong command");
        passes();
        List<NodeResult> results = results(job.id());
        assertThat(results.get(0).state()).isEqualTo(NodeJobState.CANCELLED);
        assertThat(results.get(1).state()).as("it is being stopped").isEqualTo(NodeJobState.DELIVERED);
        assertThat(results.get(2).state())
                .as("it had ended, its result is on its way")
                .isEqualTo(NodeJobState.DELIVERED);
        assertThat(results.get(3).state()).as("it is away").isEqualTo(NodeJobState.DELIVERED);
        assertThat(results.subList(4, 10)).extracting(NodeResult::state).containsOnly(NodeJobState.CANCELLED);
        assertThat(test.job(job.id()).stop().orElseThrow().actor()).isEqualTo("alice");

        long told = bus.asked().stream().filter(CancelPlan.class::isInstance).count();
        assertThat(told).isEqualTo(3);
        passes();
        bus.link(
                nodes.get(3),
                (n, q) -> new Reply.Answered<>(new CancelTaken(CancelTaken.State.CANCELLED_BEFORE_START)));
        engine.wake(nodes.get(3), clock.instant(), FakeAdmission.RELEASE);
        passes();
        assertThat(results(job.id()).get(3).state()).isEqualTo(NodeJobState.CANCELLED);
        report(job, 1, Outcome.CANCELLED);
        report(job, 2, Outcome.OK);
        Job ended = test.job(job.id());
        assertThat(ended.state()).as("nothing failed").isEqualTo(JobState.CANCELLED);
        assertThat(ended.counts()).containsEntry(NodeJobState.OK, 1).containsEntry(NodeJobState.CANCELLED, 9);
        assertThatThrownBy(() -> test.jobs.cancel(TestJobs.ALICE, job.id(), "")).satisfies(hasCode("job-ended"));
    }

    @Test
    void aJobThatIsCancelledWhileItIsHandedOverIsTold() {
        Job job = submit("10", "0");
        bus.hold();
        engine.pass();
        test.jobs.cancel(TestJobs.ALICE, job.id(), "");
        engine.pass();
        assertThat(test.job(job.id()).counts()).as("nodes may hold it").containsEntry(NodeJobState.QUEUED, 10);
        for (NodeId node : nodes) {
            bus.link(node, (n, q) -> new Reply.Answered<>(new CancelTaken(CancelTaken.State.NOT_KNOWN)));
        }
        bus.lose();
        clock.advance(Duration.ofSeconds(31));
        passes();
        assertThat(test.job(job.id()).state()).isEqualTo(JobState.CANCELLED);
        assertThat(delivered(job)).as("not handed over again").isEqualTo(10);
    }

    @Test
    void anAnswerThatComesAfterTheCancelIsFollowedByIt() {
        Job job = submit("10", "0");
        bus.hold();
        engine.pass();
        test.jobs.cancel(TestJobs.ALICE, job.id(), "");
        bus.release();
        for (NodeId node : nodes) {
            bus.link(node, (n, q) -> new Reply.Answered<>(new CancelTaken(CancelTaken.State.STOPPING)));
        }
        passes();
        assertThat(bus.asked().stream().filter(CancelPlan.class::isInstance)).hasSize(10);
    }

    @Test
    void aPausedNodeIsWaitedForWithItsReason() {
        Job job = submit("1", "0");
        bus.link(
                nodes.get(0),
                (n, q) -> new Reply.Answered<>(new PlanTaken(
                        PlanTaken.State.PAUSED,
                        Optional.of(new NodePause(
                                "disk\u0000swap",
                                clock.instant(),
                                clock.instant().plusSeconds(7200))))));
        passes();
        NodeResult paused = results(job.id()).get(0);
        assertThat(paused.state()).isEqualTo(NodeJobState.WAITING);
        assertThat(paused.reason()).isEqualTo("paused until 2026-03-01T12:00:00Z: disk\uFFFDswap");

        bus.link(nodes.get(0), (n, q) -> TAKEN);
        clock.advance(Duration.ofSeconds(31));
        passes();
        assertThat(results(job.id()).get(0).state()).isEqualTo(NodeJobState.DELIVERED);
    }

    static java.util.function.Consumer<Throwable> hasCode(String code) {
        return thrown -> assertThat(((CentossrvException) thrown).code().name()).isEqualTo(code);
    }
}
