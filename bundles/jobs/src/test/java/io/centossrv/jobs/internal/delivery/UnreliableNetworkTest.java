// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.jobs.Job;
import io.centossrv.jobs.JobId;
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
import io.centossrv.jobs.message.JobProgress.Outcome;
import io.centossrv.persistence.test.EmbeddedDatabase;
import io.centossrv.platform.page.PageRequest;
import io.centossrv.protocol.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the network loses and whenever the control plane dies: each node ends in a state, and the state is true. */
class UnreliableNetworkTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

    private final ManualClock clock = new ManualClock();
    private final FakeBus bus = new FakeBus();
    private TestJobs test;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void eachNodeEndsInAStateThatIsTrue(long seed) {
        test = new TestJobs(EMBEDDED, clock);
        Random random = new Random(seed);
        Map<NodeId, UnreliableNode> nodes = new LinkedHashMap<>();
        TestJobs.newNodes(12).forEach(n -> nodes.put(n, new UnreliableNode(random)));
        ProgressReports reports = new ProgressReports(test.database);
        List<JobId> jobs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            jobs.add(test.submit(List.copyOf(nodes.keySet())).id());
        }
        DeliveryEngine engine = engine();
        for (int step = 0; step < 600 && !allEnded(jobs); step++) {
            engine = random.nextInt(20) == 0 ? restarted() : engine;
            int now = step;
            nodes.forEach((id, node) -> flap(random, id, node, now));
            engine.pass();
            nodes.forEach((id, node) -> {
                node.work(clock.instant());
                node.report().ifPresent(r -> reports.handle(id, clock.instant(), r));
            });
            clock.advance(Duration.ofSeconds(1 + random.nextInt(40)));
        }
        for (JobId job : jobs) {
            for (NodeResult result : test.jobs.results(job, PageRequest.first()).items()) {
                assertTrue(result, nodes.get(result.node()).ran(job.toString()));
            }
        }
    }

    private static void assertTrue(NodeResult result, Optional<Outcome> ran) {
        assertThat(result.state().isFinal()).as("%s", result).isTrue();
        NodeJobState expected = ran.map(o -> NodeJobState.valueOf(o.name())).orElse(NodeJobState.UNREACHABLE);
        assertThat(result.state()).as("%s", result).isEqualTo(expected);
    }

    private boolean allEnded(List<JobId> jobs) {
        return jobs.stream().map(test::job).map(Job::endedAt).allMatch(Optional::isPresent);
    }

    /** A quarter of the nodes come back after the jobs have expired. */
    private void flap(Random random, NodeId id, UnreliableNode node, int step) {
        boolean away = id.hashCode() % 4 == 0 && step < 60;
        if (away || random.nextInt(5) == 0) {
            bus.unlink(id);
        } else {
            bus.link(id, (n, q) -> node.ask(q));
        }
    }

    /** The answers that were out die with the one before. */
    private DeliveryEngine restarted() {
        return engine();
    }

    private DeliveryEngine engine() {
        return new DeliveryEngine(
                new PostgresDeliveryQueue(test.database),
                new PostgresPatience(test.database),
                new PostgresRollouts(test.database),
                new Freezing(new Freezes(test.database, test.targets, clock), new PostgresFreezes(test.database)),
                test.others.admission(),
                new PlanSigner(plan -> new byte[64], text -> text),
                () -> Optional.of(bus),
                clock,
                () -> {});
    }
}
