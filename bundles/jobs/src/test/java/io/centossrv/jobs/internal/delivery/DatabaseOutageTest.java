// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centossrv.jobs.Job;
import io.centossrv.jobs.JobState;
import io.centossrv.jobs.NodeJobState;
import io.centossrv.jobs.NodeResult;
import io.centossrv.jobs.internal.freeze.Freezes;
import io.centossrv.jobs.internal.store.PostgresDeliveryQueue;
import io.centossrv.jobs.internal.store.PostgresFreezes;
import io.centossrv.jobs.internal.store.PostgresPatience;
import io.centossrv.jobs.internal.store.PostgresRollouts;
import io.centossrv.jobs.internal.test.FakeBus;
import io.centossrv.jobs.internal.test.ManualClock;
import io.centossrv.jobs.internal.test.TestJobs;
import io.centossrv.jobs.message.CancelPlan;
import io.centossrv.jobs.message.CancelTaken;
import io.centossrv.jobs.message.DeliverPlan;
import io.centossrv.jobs.message.JobProgress;
import io.centossrv.jobs.message.PlanTaken;
import io.centossrv.persistence.test.EmbeddedDatabase;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.page.PageRequest;
import io.centossrv.protocol.NodeId;
import io.centossrv.protocol.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** PostgreSQL is stopped and started again while jobs are under way. */
class DatabaseOutageTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

    private static final Reply<PlanTaken> TAKEN = new Reply.Answered<>(new PlanTaken(PlanTaken.State.TAKEN));

    private final ManualClock clock = new ManualClock();
    private final FakeBus bus = new FakeBus();
    private final List<NodeId> nodes = TestJobs.newNodes(3);
    private TestJobs test;
    private DeliveryEngine engine;
    private ProgressReports reports;
    private Job job;

    @BeforeEach
    void submit() {
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
        job = test.submit(nodes);
    }

    private JobProgress end() {
        return new JobProgress(
                job.id().toString(),
                0,
                List.of(),
                Optional.of(JobProgress.Outcome.OK),
                "",
                clock.instant(),
                Optional.of(clock.instant()));
    }

    private void assertUnavailable(Runnable work) {
        assertThatThrownBy(work::run).isInstanceOfSatisfying(CentossrvException.class, e -> assertThat(
                        e.code().name())
                .isEqualTo("database-unavailable"));
    }

    /** As the delivery loop does: a connection of before the stop may fail once more. */
    private void recover() throws InterruptedException {
        Optional<CentossrvException> failure = Optional.empty();
        for (int i = 0; i < 100; i++) {
            try {
                engine.pass();
                return;
            } catch (CentossrvException e) {
                failure = Optional.of(e);
                Thread.sleep(200);
            }
        }
        throw failure.orElseThrow();
    }

    private List<NodeResult> results() {
        return test.jobs.results(job.id(), PageRequest.first()).items();
    }

    @Test
    void answersAndReportsOfTheMeantimeAreNotLost() throws InterruptedException {
        bus.hold();
        engine.pass();
        EMBEDDED.outage(() -> {
            bus.release();
            assertUnavailable(engine::pass);
            assertUnavailable(() -> reports.handle(nodes.get(0), clock.instant(), end()));
            clock.advance(Duration.ofMinutes(1));
            assertUnavailable(engine::pass);
        });
        recover();
        assertThat(results()).extracting(NodeResult::state).containsOnly(NodeJobState.DELIVERED);
        assertThat(bus.asked()).as("each node was asked once").hasSize(3).allMatch(DeliverPlan.class::isInstance);
        for (NodeId node : nodes) {
            reports.handle(node, clock.instant(), end());
        }
        assertThat(test.job(job.id()).state()).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void aCancelThatCouldNotBeCommittedDidNotHappenAndOneThatCouldIsSeenThrough() throws InterruptedException {
        engine.pass();
        engine.pass();
        EMBEDDED.outage(() -> assertUnavailable(() -> test.jobs.cancel(TestJobs.ALICE, job.id(), "")));
        recover();
        assertThat(test.job(job.id()).stop()).isEmpty();

        test.jobs.cancel(TestJobs.ALICE, job.id(), "");
        EMBEDDED.outage(() -> assertUnavailable(engine::pass));
        nodes.forEach(node -> bus.link(
                node, (n, q) -> new Reply.Answered<>(new CancelTaken(CancelTaken.State.CANCELLED_BEFORE_START))));
        recover();
        recover();
        assertThat(bus.asked().stream().filter(CancelPlan.class::isInstance)).hasSize(3);
        assertThat(test.job(job.id()).state()).isEqualTo(JobState.CANCELLED);
    }
}
