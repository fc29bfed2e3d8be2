// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.jobs.Job;
import io.centossrv.jobs.JobState;
import io.centossrv.jobs.NodeJobState;
import io.centossrv.jobs.NodeResult;
import io.centossrv.jobs.internal.freeze.Freezes;
import io.centossrv.jobs.internal.store.PostgresDeliveryQueue;
import io.centossrv.jobs.internal.store.PostgresFreezes;
import io.centossrv.jobs.internal.store.PostgresPatience;
import io.centossrv.jobs.internal.store.PostgresRollouts;
import io.centossrv.jobs.internal.test.FakeAdmission;
import io.centossrv.jobs.internal.test.FakeBus;
import io.centossrv.jobs.internal.test.ManualClock;
import io.centossrv.jobs.internal.test.TestJobs;
import io.centossrv.jobs.message.DeliverPlan;
import io.centossrv.jobs.message.PlanInquiry;
import io.centossrv.jobs.message.PlanTaken;
import io.centossrv.persistence.test.EmbeddedDatabase;
import io.centossrv.protocol.NodeId;
import io.centossrv.protocol.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeliveryEngineTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

    private static final Reply<PlanTaken> TAKEN = new Reply.Answered<>(new PlanTaken(PlanTaken.State.TAKEN));

    private final ManualClock clock = new ManualClock();
    private final FakeBus bus = new FakeBus();
    private final NodeId node = TestJobs.newNodes(1).get(0);
    private TestJobs test;
    private DeliveryEngine engine;
    private Job job;

    @BeforeEach
    void submit() {
        test = new TestJobs(EMBEDDED, clock);
        engine = engine();
        job = test.submit(List.of(node));
    }

    @AfterEach
    void end() {
        clock.advance(Duration.ofDays(2));
        engine().pass();
    }

    private DeliveryEngine engine() {
        return new DeliveryEngine(
                new PostgresDeliveryQueue(test.database),
                new PostgresPatience(test.database),
                new PostgresRollouts(test.database),
                new Freezing(new Freezes(test.database, test.targets, clock), new PostgresFreezes(test.database)),
                test.others.admission(),
                new PlanSigner(plan -> new byte[] {(byte) plan.length}, text -> text),
                () -> Optional.of(bus),
                clock,
                () -> {});
    }

    /** The first pass asks, the second settles what was answered. */
    private void twoPasses() {
        engine.pass();
        engine.pass();
    }

    private NodeResult result() {
        return test.only(job.id());
    }

    @Test
    void handsASignedPlanOver() {
        bus.link(node, (n, q) -> TAKEN);
        twoPasses();

        assertThat(result().state()).isEqualTo(NodeJobState.DELIVERED);
        assertThat(result().deliveredAt()).contains(clock.instant());
        assertThat(test.job(job.id()).state()).isEqualTo(JobState.RUNNING);
        DeliverPlan sent = (DeliverPlan) bus.asked().get(0);
        assertThat(sent.job()).isEqualTo(job.id().toString());
        assertThat(sent.signature()).containsExactly((byte) sent.plan().length);
        assertThat(new String(sent.plan(), StandardCharsets.UTF_8)).contains("\"node\":\"" + node + "\"");
    }

    @Test
    void asksOnceWhileTheAnswerIsOut() {
        bus.link(node, (n, q) -> TAKEN);
        bus.hold();
        engine.pass();
        clock.advance(Duration.ofSeconds(20));
        engine.pass();

        assertThat(bus.asked()).hasSize(1);
        bus.release();
        engine.pass();
        assertThat(result().state()).isEqualTo(NodeJobState.DELIVERED);
    }

    @Test
    void waitsForANodeWithoutALinkAndSaysSo() {
        clock.advance(Duration.ofSeconds(3));
        engine.pass();
        assertThat(result().state()).isEqualTo(NodeJobState.WAITING);
        assertThat(result().reason()).isEqualTo("node-offline");

        bus.link(node, (n, q) -> TAKEN);
        engine.wake(node, clock.instant(), FakeAdmission.RELEASE);
        twoPasses();
        assertThat(result().state()).isEqualTo(NodeJobState.DELIVERED);
    }

    @Test
    void whatAControlPlaneThatDiedWasAskingIsAskedAgainOverTheNextLink() {
        bus.link(node, (n, q) -> TAKEN);
        bus.hold();
        engine.pass();
        engine = engine();
        clock.advance(Duration.ofSeconds(2));
        engine.pass();
        assertThat(bus.asked()).as("the lease holds").hasSize(1);

        engine.wake(node, clock.instant(), FakeAdmission.RELEASE);
        engine.pass();
        assertThat(bus.asked()).hasSize(2);

        engine.wake(node, clock.instant().minusSeconds(1), FakeAdmission.RELEASE);
        engine.pass();
        assertThat(bus.asked()).as("asked over this link already").hasSize(2);
        bus.release();
        engine.pass();
        assertThat(result().state()).isEqualTo(NodeJobState.DELIVERED);
    }

    @Test
    void aNodeThatNeverCameIsUnreachableWhenTheJobExpires() {
        clock.advance(TestJobs.TTL);
        bus.link(node, (n, q) -> TAKEN);
        twoPasses();

        assertThat(result().state()).isEqualTo(NodeJobState.UNREACHABLE);
        assertThat(test.job(job.id()).state()).isEqualTo(JobState.EXPIRED);
        assertThat(test.job(job.id()).endedAt()).contains(clock.instant());
        assertThat(bus.asked()).as("delivered late").isEmpty();
    }

    @Test
    void anAnswerThatIsLostIsAskedForAgain() {
        bus.link(node, (n, q) -> new Reply.TimedOut<>());
        twoPasses();
        assertThat(result().reason()).isEqualTo("no-answer");

        bus.link(node, (n, q) -> TAKEN);
        clock.advance(Duration.ofSeconds(2));
        twoPasses();
        assertThat(result().state()).isEqualTo(NodeJobState.DELIVERED);
    }

    @Test
    void aControlPlaneThatDiesWhileItAsksIsFollowedByTheNext() {
        bus.link(node, (n, q) -> TAKEN);
        bus.hold();
        engine.pass();
        bus.lose();

        engine = engine();
        engine.pass();
        assertThat(bus.asked()).as("the lease still holds").hasSize(1);

        clock.advance(Duration.ofSeconds(31));
        twoPasses();
        assertThat(bus.asked()).hasSize(2);
        assertThat(((DeliverPlan) bus.asked().get(0)).plan())
                .as("the same bytes")
                .isEqualTo(((DeliverPlan) bus.asked().get(1)).plan());
        assertThat(result().state()).isEqualTo(NodeJobState.DELIVERED);
    }

    @Test
    void aJobThatMayHaveBeenHandedOverIsNotHandedOverAfterItExpired() {
        bus.link(node, (n, q) -> new Reply.TimedOut<>());
        twoPasses();
        clock.advance(TestJobs.TTL);
        bus.link(node, (n, q) -> new Reply.Rejected<>("plan-unknown", ""));
        twoPasses();

        assertThat(bus.asked().get(1)).isEqualTo(new PlanInquiry(job.id().toString()));
        assertThat(result().state()).isEqualTo(NodeJobState.UNREACHABLE);
    }

    @Test
    void aNodeThatIsSilentAfterItTookTheJobIsAskedAndInTheEndGivenUp() {
        bus.link(node, (n, q) -> TAKEN);
        twoPasses();
        clock.advance(TestJobs.TIMEOUT.plusSeconds(31));
        twoPasses();
        assertThat(bus.asked())
                .hasSize(2)
                .last()
                .isEqualTo(new PlanInquiry(job.id().toString()));
        assertThat(result().state()).isEqualTo(NodeJobState.DELIVERED);

        bus.unlink(node);
        clock.advance(TestJobs.TIMEOUT.multipliedBy(2).plusHours(1));
        twoPasses();
        assertThat(result().state()).isEqualTo(NodeJobState.INTERRUPTED);
        assertThat(result().reason()).isEqualTo("no-news");
        assertThat(test.job(job.id()).state()).isEqualTo(JobState.FAILED);
    }

    @Test
    void aNodeThatLostItsDiskIsInterrupted() {
        bus.link(node, (n, q) -> TAKEN);
        twoPasses();
        bus.link(node, (n, q) -> new Reply.Rejected<>("plan-unknown", ""));
        clock.advance(TestJobs.TIMEOUT.plusSeconds(31));
        twoPasses();

        assertThat(result().state()).isEqualTo(NodeJobState.INTERRUPTED);
        assertThat(result().reason()).isEqualTo("plan-lost");
    }

    @Test
    void aRefusalForGoodFails() {
        bus.link(node, (n, q) -> new Reply.Rejected<>("plan-invalid", ""));
        twoPasses();

        assertThat(result().state()).isEqualTo(NodeJobState.FAILED);
        assertThat(result().reason()).isEqualTo("rejected: plan-invalid");
    }

    @Test
    void aJobThatCantBeSentDoesNotKeepTheOthersBack() {
        NodeId good = TestJobs.newNodes(1).get(0);
        bus.link(node, (n, q) -> {
            throw new IllegalStateException("a payload can't be written");
        });
        bus.link(good, (n, q) -> TAKEN);
        Job other = test.submit(List.of(good));
        twoPasses();

        assertThat(test.only(other.id()).state()).isEqualTo(NodeJobState.DELIVERED);
        assertThat(result().state()).isEqualTo(NodeJobState.WAITING);
        assertThat(result().reason()).isEqualTo("failed: send-failed");
    }

    @Test
    void aFullDiskIsWaitedFor() {
        bus.link(node, (n, q) -> new Reply.Rejected<>("disk-full", ""));
        twoPasses();
        assertThat(result().state()).isEqualTo(NodeJobState.WAITING);
        assertThat(result().reason()).isEqualTo("disk-full");

        clock.advance(TestJobs.TTL);
        twoPasses();
        assertThat(result().state()).isEqualTo(NodeJobState.UNREACHABLE);
        assertThat(result().reason()).isEqualTo("disk-full");
    }

    @Test
    void anAgentWithoutJobsFailsAfterAWhile() {
        bus.link(node, (n, q) -> new Reply.Rejected<>("unsupported", ""));
        for (int i = 0; i < 8; i++) {
            assertThat(result().state().isFinal()).isFalse();
            twoPasses();
            clock.advance(Duration.ofSeconds(31));
        }
        assertThat(result().state()).isEqualTo(NodeJobState.FAILED);
        assertThat(result().reason()).isEqualTo("unsupported");
    }

    @Test
    void aCodeFromANodeIsNotShownUnlessItIsOne() {
        bus.link(node, (n, q) -> new Reply.Rejected<>("\u001b[31m evil", ""));
        twoPasses();
        assertThat(result().reason()).isEqualTo("refused");
    }

    @Test
    void twoControlPlanesShareTheWork() throws InterruptedException {
        List<NodeId> many = TestJobs.newNodes(300);
        many.forEach(n -> bus.link(n, (m, q) -> TAKEN));
        Job large = test.submit(many);
        DeliveryEngine other = engine();
        Thread second = new Thread(other::pass);
        second.start();
        engine.pass();
        second.join(20_000);
        assertThat(second.isAlive()).isFalse();
        engine.pass();
        other.pass();

        assertThat(bus.asked()).as("each node is asked once").hasSize(300);
        assertThat(test.job(large.id()).counts()).containsEntry(NodeJobState.DELIVERED, 300);
    }
}
