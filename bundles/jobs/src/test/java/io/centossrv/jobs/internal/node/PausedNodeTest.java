// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.inventory.Finding;
import io.centossrv.jobs.internal.store.PostgresNodeWork;
import io.centossrv.jobs.internal.test.ManualClock;
import io.centossrv.jobs.internal.test.TestJobs;
import io.centossrv.jobs.message.NodePause;
import io.centossrv.jobs.message.PauseNews;
import io.centossrv.persistence.test.EmbeddedDatabase;
import io.centossrv.protocol.NodeId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PausedNodeTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

    private final ManualClock clock = new ManualClock();
    private final NodeId node = TestJobs.newNodes(1).get(0);
    private final AtomicInteger pokes = new AtomicInteger();
    private TestJobs test;
    private PauseRequests requests;
    private WorkExplainer explainer;

    @BeforeEach
    void open() {
        test = new TestJobs(EMBEDDED, clock);
        PostgresNodeWork work = new PostgresNodeWork(test.database);
        requests = new PauseRequests(work, pokes::incrementAndGet, clock);
        explainer = new WorkExplainer(work);
    }

    private Optional<NodePause> pause(String reason) {
        return Optional.of(
                new NodePause(reason, clock.instant(), clock.instant().plus(Duration.ofHours(2))));
    }

    @Test
    void aPauseIsExplainedUntilItEnds() {
        assertThat(explainer.explain(node)).isEmpty();
        assertThat(requests.handle(node, new PauseNews(pause("disk is swapped")))
                        .notedAt())
                .isEqualTo(clock.instant());
        requests.handle(node, new PauseNews(pause("disk is swapped")));
        assertThat(explainer.explain(node)).singleElement().satisfies(finding -> {
            assertThat(finding.topic()).isEqualTo("pause");
            assertThat(finding.level()).isEqualTo(Finding.Level.NOTICE);
            assertThat(finding.message()).contains("2026-03-01T12:00:00Z", "disk is swapped");
        });
        assertThat(pokes).hasValue(0);

        requests.handle(node, new PauseNews(Optional.empty()));
        assertThat(explainer.explain(node)).isEmpty();
        assertThat(pokes).as("what waited is handed over").hasValue(1);
    }

    @Test
    void aReasonIsHeldInBounds() {
        requests.handle(node, new PauseNews(pause("x\u0000".repeat(5000))));
        assertThat(explainer.explain(node).get(0).message())
                .hasSizeLessThan(2000)
                .doesNotContain("\u0000");
    }

    @Test
    void whatWaitsIsCountedByItsReason() {
        test.submit(List.of(node));
        test.submit(List.of(node));
        assertThat(explainer.explain(node)).singleElement().satisfies(finding -> {
            assertThat(finding.topic()).isEqualTo("jobs");
            assertThat(finding.message()).isEqualTo("2 jobs are queued.");
        });
    }
}
