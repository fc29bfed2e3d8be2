// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.jobs.Job;
import io.centossrv.jobs.NodeJobState;
import io.centossrv.jobs.NodeResult;
import io.centossrv.jobs.internal.freeze.Freezes;
import io.centossrv.jobs.internal.state.Freeze;
import io.centossrv.jobs.internal.store.PostgresDeliveryQueue;
import io.centossrv.jobs.internal.store.PostgresFreezes;
import io.centossrv.jobs.internal.store.PostgresPatience;
import io.centossrv.jobs.internal.store.PostgresRollouts;
import io.centossrv.jobs.internal.test.FakeAdmission;
import io.centossrv.jobs.internal.test.FakeBus;
import io.centossrv.jobs.internal.test.FakeInventory;
import io.centossrv.jobs.internal.test.ManualClock;
import io.centossrv.jobs.internal.test.TestJobs;
import io.centossrv.jobs.message.CancelPlan;
import io.centossrv.jobs.message.CancelTaken;
import io.centossrv.jobs.message.PlanInquiry;
import io.centossrv.jobs.message.PlanTaken;
import io.centossrv.persistence.Event;
import io.centossrv.persistence.test.EmbeddedDatabase;
import io.centossrv.protocol.NodeId;
import io.centossrv.protocol.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FreezeTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

    private static final Reply<PlanTaken> TAKEN = new Reply.Answered<>(new PlanTaken(PlanTaken.State.TAKEN));

    private final ManualClock clock = new ManualClock();
    private final FakeBus bus = new FakeBus();
    private final NodeId one = TestJobs.newNodes(1).get(0);
    private final NodeId other = TestJobs.newNodes(1).get(0);
    private final FakeInventory inventory = new FakeInventory().add(one, "one").add(other, "other");
    private TestJobs test;
    private Freezes freezes;
    private DeliveryEngine engine;

    @BeforeEach
    void open() {
        test = new TestJobs(EMBEDDED, clock);
        test.targets.bindInventory(inventory);
        bus.link(one, (n, q) -> TAKEN);
        bus.link(other, (n, q) -> TAKEN);
        restart();
    }

    /** A control plane that starts knows what the database knows. */
    private void restart() {
        freezes = new Freezes(test.database, test.targets, clock);
        engine = new DeliveryEngine(
                new PostgresDeliveryQueue(test.database),
                new PostgresPatience(test.database),
                new PostgresRollouts(test.database),
                new Freezing(freezes, new PostgresFreezes(test.database)),
                test.others.admission(),
                new PlanSigner(plan -> new byte[64], text -> text),
                () -> Optional.of(bus),
                clock,
                () -> {});
    }

    @AfterEach
    void end() {
        freezes.list().forEach(freeze -> freezes.lift(TestJobs.ALICE, freeze.id()));
        clock.advance(Duration.ofDays(2));
        passes();
    }

    private void passes() {
        engine.pass();
        engine.pass();
    }

    private NodeResult result(Job job) {
        return test.only(job.id());
    }

    @Test
    void whatIsFrozenWaitsThroughARestartAndGoesOnWhenItIsLifted() {
        Freeze freeze = freezes.freeze(TestJobs.ALICE, "one", "year-end closing");
        Job frozen = test.submit(List.of(one));
        Job free = test.submit(List.of(other));
        passes();
        assertThat(result(frozen).state()).isEqualTo(NodeJobState.WAITING);
        assertThat(result(frozen).reason()).isEqualTo("frozen: year-end closing");
        assertThat(result(frozen).waitingAt()).isPresent();
        assertThat(result(free).state()).isEqualTo(NodeJobState.DELIVERED);

        restart();
        engine.wake(one, clock.instant(), FakeAdmission.RELEASE);
        passes();
        assertThat(result(frozen).state()).isEqualTo(NodeJobState.WAITING);

        freezes.lift(TestJobs.ALICE, freeze.id());
        passes();
        assertThat(result(frozen).state()).isEqualTo(NodeJobState.DELIVERED);
        assertThat(result(frozen).reason()).isEmpty();
    }

    @Test
    void allNodesAreFrozenEvenWhileTheInventoryIsAway() {
        freezes.freeze(TestJobs.ALICE, "one", "audit");
        test.targets.unbindInventory(inventory);
        clock.advance(Duration.ofSeconds(6));
        Job job = test.submit(List.of(other));
        passes();
        assertThat(result(job).reason()).startsWith("frozen: audit (which nodes that means can't be told now");

        test.targets.bindInventory(inventory);
        passes();
        assertThat(result(job).state()).isEqualTo(NodeJobState.DELIVERED);

        freezes.freeze(TestJobs.ALICE, "*", "fire");
        Job next = test.submit(List.of(other));
        passes();
        assertThat(result(next).reason()).isEqualTo("frozen: fire");
    }

    @Test
    void whatRunsIsStillAskedForAndMayBeCancelled() {
        Job job = test.submit(List.of(one));
        passes();
        freezes.freeze(TestJobs.ALICE, "*", "fire");
        clock.advance(TestJobs.TIMEOUT.plusSeconds(31));
        passes();
        assertThat(bus.asked()).last().isInstanceOf(PlanInquiry.class);

        bus.link(one, (n, q) -> new Reply.Answered<>(new CancelTaken(CancelTaken.State.CANCELLED_BEFORE_START)));
        test.jobs.cancel(TestJobs.ALICE, job.id(), "");
        passes();
        assertThat(bus.asked()).last().isInstanceOf(CancelPlan.class);
        assertThat(result(job).state()).isEqualTo(NodeJobState.CANCELLED);
    }

    @Test
    void whatIsFrozenForTooLongExpires() {
        freezes.freeze(TestJobs.ALICE, "*", "fire");
        Job job = test.submit(List.of(one));
        passes();
        clock.advance(TestJobs.TTL);
        passes();
        assertThat(result(job).state()).isEqualTo(NodeJobState.EXPIRED);
        assertThat(result(job).reason()).isEqualTo("frozen: fire");
    }

    @Test
    void aNodeWithoutALinkIsOfflineAgainWhenItIsNotFrozenAnyMore() {
        bus.unlink(one);
        Freeze freeze = freezes.freeze(TestJobs.ALICE, "*", "fire");
        Job job = test.submit(List.of(one));
        clock.advance(Duration.ofSeconds(3));
        passes();
        assertThat(result(job).reason()).isEqualTo("frozen: fire");
        freezes.lift(TestJobs.ALICE, freeze.id());
        passes();
        assertThat(result(job).reason()).isEqualTo("node-offline");
    }

    @Test
    void theAuditTrailNamesWhoFrozeAndLifted() throws InterruptedException {
        Freeze freeze = freezes.freeze(TestJobs.ALICE, "*", "fire");
        freezes.lift(TestJobs.ALICE, freeze.id());
        List<Event> events = List.of();
        for (int i = 0; i < 400 && events.size() < 2; i++) {
            Thread.sleep(50);
            events = EMBEDDED.events().read(0, List.of("freeze.*"), 1000).stream()
                    .filter(e -> e.subject().equals(freeze.id().toString()))
                    .toList();
        }
        assertThat(events).extracting(Event::topic).containsExactly("freeze.created", "freeze.lifted");
        assertThat(events).allMatch(e -> e.audit() && e.actor().equals("alice"));
    }
}
