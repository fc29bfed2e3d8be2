// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.jobs.Job;
import io.centossrv.jobs.JobState;
import io.centossrv.jobs.internal.freeze.Freezes;
import io.centossrv.jobs.internal.store.PostgresDeliveryQueue;
import io.centossrv.jobs.internal.store.PostgresFreezes;
import io.centossrv.jobs.internal.store.PostgresPatience;
import io.centossrv.jobs.internal.store.PostgresRollouts;
import io.centossrv.jobs.internal.test.FakeBus;
import io.centossrv.jobs.internal.test.TestJobs;
import io.centossrv.jobs.message.JobProgress;
import io.centossrv.jobs.message.PlanTaken;
import io.centossrv.persistence.test.EmbeddedDatabase;
import io.centossrv.protocol.NodeId;
import io.centossrv.protocol.Reply;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A job over many nodes costs as much for the last node as for the first. {@code -Djobs.nodes=10000} for more. */
class ManyNodesTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

    private static final int NODES = Integer.getInteger("jobs.nodes", 600);

    private final Clock clock = Clock.systemUTC();
    private final FakeBus bus = new FakeBus();

    @Test
    void endsForEachNode() {
        TestJobs test = new TestJobs(EMBEDDED, clock);
        List<NodeId> nodes = TestJobs.newNodes(NODES);
        nodes.forEach(n -> bus.link(n, (m, q) -> new Reply.Answered<>(new PlanTaken(PlanTaken.State.TAKEN))));
        DeliveryEngine engine = new DeliveryEngine(
                new PostgresDeliveryQueue(test.database),
                new PostgresPatience(test.database),
                new PostgresRollouts(test.database),
                new Freezing(new Freezes(test.database, test.targets, clock), new PostgresFreezes(test.database)),
                test.others.admission(),
                new PlanSigner(plan -> new byte[64], text -> text),
                () -> Optional.of(bus),
                clock,
                () -> {});
        ProgressReports reports = new ProgressReports(test.database);

        Instant begin = clock.instant();
        Job job = test.submit(nodes);
        Instant submitted = clock.instant();
        for (int pass = 0; pass < NODES / 250 + 2; pass++) {
            engine.pass();
        }
        Instant delivered = clock.instant();
        for (NodeId node : nodes) {
            reports.handle(node, clock.instant(), end(job));
        }
        Instant ended = clock.instant();
        System.out.printf(
                "nodes=%d submit=%d ms deliver=%d ms report=%d ms%n",
                NODES,
                Duration.between(begin, submitted).toMillis(),
                Duration.between(submitted, delivered).toMillis(),
                Duration.between(delivered, ended).toMillis());

        assertThat(bus.asked()).hasSize(NODES);
        assertThat(test.job(job.id()).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(Duration.between(begin, ended)).isLessThan(Duration.ofMillis(20L * NODES));
    }

    private JobProgress end(Job job) {
        Instant now = clock.instant();
        return new JobProgress(
                job.id().toString(), 0, List.of(), Optional.of(JobProgress.Outcome.OK), "", now, Optional.of(now));
    }
}
