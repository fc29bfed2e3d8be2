// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.inventory.NodeStanding;
import io.centossrv.inventory.NodeState;
import io.centossrv.jobs.Job;
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
import io.centossrv.jobs.message.CancelPlan;
import io.centossrv.jobs.message.CancelTaken;
import io.centossrv.jobs.message.DeliverPlan;
import io.centossrv.jobs.message.PlanTaken;
import io.centossrv.persistence.Event;
import io.centossrv.persistence.test.EmbeddedDatabase;
import io.centossrv.platform.security.Caller;
import io.centossrv.protocol.NodeId;
import io.centossrv.protocol.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is decided again when a job is handed over. */
class AdmissionTest {
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
        bus.link(node, (n, q) -> TAKEN);
        job = test.submit(List.of(node));
    }

    @AfterEach
    void end() {
        test.others.away(false);
        clock.advance(Duration.ofDays(2));
        engine.pass();
    }

    /** The first pass asks, the second settles what was answered. */
    private void twoPasses() {
        engine.pass();
        engine.pass();
    }

    private void laterTwoPasses() {
        clock.advance(Duration.ofSeconds(6));
        twoPasses();
    }

    private NodeResult result() {
        return test.only(job.id());
    }

    private void become(NodeState state, String reason) {
        test.others.change(node, now -> new NodeStanding(state, reason, now.team(), now.agentVersion()));
    }

    private void agent(String version) {
        test.others.change(node, now -> new NodeStanding(now.state(), "", now.team(), Optional.of(version)));
    }

    private String sentPlan() {
        return bus.asked().stream()
                .filter(DeliverPlan.class::isInstance)
                .map(asked -> new String(((DeliverPlan) asked).plan(), StandardCharsets.UTF_8))
                .reduce((one, next) -> next)
                .orElseThrow();
    }

    private void assertRefused(String reason) {
        assertThat(result().state()).isEqualTo(NodeJobState.FAILED);
        assertThat(result().reason()).isEqualTo(reason);
        assertThat(bus.asked()).as("handed over").isEmpty();
        assertThat(audited()).singleElement().satisfies(event -> assertThat(event.data())
                .contains("\"reason\":\"" + reason + "\""));
    }

    /** A committed event can be read some milliseconds later. */
    private List<Event> audited() {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        List<Event> found = List.of();
        while (found.isEmpty() && System.nanoTime() < deadline) {
            found = EMBEDDED.events().read(0, List.of("job.refused"), 1000).stream()
                    .filter(event ->
                            event.audit() && event.subject().equals(job.id().toString()))
                    .toList();
            LockSupport.parkNanos(10_000_000);
        }
        return found;
    }

    @Test
    void aPlanNamesTheJarsOfItsAgentsRelease() {
        twoPasses();
        assertThat(sentPlan()).contains("\"jars\":{\"" + "ab".repeat(32) + "\":\"modules.jar\"}");
    }

    @Test
    void whatTheAgentSaysWithItsLinkIsNewerThanWhatIsKept() {
        test.others.release("0.2.0", new TreeMap<>(Map.of("cd".repeat(32), "modules.jar")));
        engine.wake(node, clock.instant(), "0.2.0");
        twoPasses();
        assertThat(sentPlan()).contains("\"jars\":{\"" + "cd".repeat(32) + "\"");
    }

    @Test
    void anAgentOfAReleaseThatNobodyKnowsGetsNothingUntilItIsKnown() {
        agent("6.6.6");
        twoPasses();
        assertThat(result().state()).isEqualTo(NodeJobState.WAITING);
        assertThat(result().reason()).isEqualTo("agent-release-unknown: 6.6.6");
        assertThat(bus.asked()).isEmpty();

        test.others.release("6.6.6", FakeAdmission.JARS);
        laterTwoPasses();
        assertThat(result().state()).isEqualTo(NodeJobState.DELIVERED);
    }

    @Test
    void workOfAQuarantinedNodeWaitsAndGoesOn() {
        become(NodeState.QUARANTINED, "clone");
        twoPasses();
        laterTwoPasses();
        assertThat(result().state()).isEqualTo(NodeJobState.WAITING);
        assertThat(result().reason()).isEqualTo("quarantined: clone");
        assertThat(bus.asked()).isEmpty();

        become(NodeState.ONLINE, "");
        laterTwoPasses();
        assertThat(result().state()).isEqualTo(NodeJobState.DELIVERED);
    }

    @Test
    void workThatAQuarantineKeptBackExpires() {
        become(NodeState.QUARANTINED, "clone");
        twoPasses();
        clock.advance(TestJobs.TTL);
        twoPasses();
        assertThat(result().state()).isEqualTo(NodeJobState.EXPIRED);
        assertThat(result().reason()).isEqualTo("quarantined: clone");
        assertThat(bus.asked()).isEmpty();
    }

    @Test
    void whoLostTheRightMeanwhileIsRefused() {
        test.others.account("alice", Optional.of(new Caller("alice", Set.of("play:apply", "job:read"))));
        twoPasses();
        assertRefused("rejected: permission-lost");
    }

    @Test
    void whoHasNoAccountAnyMoreIsRefused() {
        test.others.account("alice", Optional.empty());
        twoPasses();
        assertRefused("rejected: permission-lost");
    }

    @Test
    void aNodeThatBecameAnotherTeamsIsLeftAlone() {
        test.others.change(node, now -> new NodeStanding(now.state(), "", "payments", now.agentVersion()));
        twoPasses();
        assertRefused("rejected: team-changed");
    }

    @Test
    void whatMayHaveBeenHandedOverIsEndedWhenTheRightIsLost() {
        bus.link(node, (n, q) -> new Reply.TimedOut<>());
        twoPasses();
        assertThat(result().reason()).isEqualTo("no-answer");

        test.others.account("alice", Optional.empty());
        bus.link(node, (n, q) -> new Reply.Answered<>(new CancelTaken(CancelTaken.State.CANCELLED_BEFORE_START)));
        laterTwoPasses();
        assertThat(bus.asked()).last().isEqualTo(new CancelPlan(job.id().toString()));
        assertThat(result().state()).isEqualTo(NodeJobState.CANCELLED);
        assertThat(result().reason()).isEqualTo("permission-lost");
    }

    @Test
    void whoCameByTheLocalShellNeedsNoAccount() {
        job = test.jobs.submit(
                new Caller("local:root", Set.of("*")),
                TestJobs.request(List.of(node), Optional.empty(), Optional.empty()));
        twoPasses();
        assertThat(result().state()).isEqualTo(NodeJobState.DELIVERED);
    }

    @Test
    void nothingIsHandedOverWhileNobodyCanDecide() {
        test.others.away(true);
        twoPasses();
        assertThat(result().state()).isEqualTo(NodeJobState.WAITING);
        assertThat(bus.asked()).isEmpty();

        test.others.away(false);
        laterTwoPasses();
        assertThat(result().state()).isEqualTo(NodeJobState.DELIVERED);
    }
}
