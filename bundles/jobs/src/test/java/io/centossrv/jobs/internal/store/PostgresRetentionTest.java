// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.jobs.Job;
import io.centossrv.jobs.JobId;
import io.centossrv.jobs.NodeJobState;
import io.centossrv.jobs.internal.state.NodeNews;
import io.centossrv.jobs.internal.state.NodeStatus;
import io.centossrv.jobs.internal.test.ManualClock;
import io.centossrv.jobs.internal.test.TestJobs;
import io.centossrv.persistence.test.EmbeddedDatabase;
import io.centossrv.protocol.NodeId;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresRetentionTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

    private static final Duration KEPT = Duration.ofDays(90);

    private final ManualClock clock = new ManualClock();
    private TestJobs test;
    private PostgresRetention retention;

    @BeforeEach
    void open() {
        test = new TestJobs(EMBEDDED, clock);
        retention = new PostgresRetention(test.database);
        test.database.database().inTransaction(tx -> {
            try (Statement all = tx.connection().createStatement()) {
                return all.executeUpdate("DELETE FROM jobs");
            }
        });
    }

    private JobId ended() {
        NodeId node = TestJobs.newNodes(1).get(0);
        Job job = test.submit(List.of(node));
        NodeNews end = NodeNews.of(job.id(), node, NodeStatus.known(NodeJobState.OK, ""));
        assertThat(new PostgresProgress(test.database).record(end, List.of(), clock.instant()))
                .isTrue();
        clock.advance(Duration.ofMillis(1));
        return job.id();
    }

    private int sweep(int most) {
        return retention.sweep(clock.instant(), KEPT, most);
    }

    private long rows(String table) {
        return test.database.database().read(tx -> {
            try (Statement count = tx.connection().createStatement();
                    ResultSet row = count.executeQuery("SELECT count(*) FROM " + table)) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    @Test
    void jobsGoAfterTheirTimeWithAllThatIsTheirs() {
        JobId old = ended();
        JobId open = test.submit(TestJobs.newNodes(1)).id();
        clock.advance(KEPT.minusDays(1));
        JobId fresh = ended();
        clock.advance(Duration.ofDays(1));
        sweep(1000);

        assertThat(test.jobs.find(old)).isEmpty();
        assertThat(test.jobs.find(fresh)).isPresent();
        assertThat(test.jobs.find(open)).as("what has not ended stays").isPresent();
        assertThat(rows("job_nodes")).isEqualTo(2);
    }

    @Test
    void theOldestGoWhereThereAreTooMany() {
        List<JobId> jobs = List.of(ended(), ended(), ended());
        sweep(2);

        assertThat(test.jobs.find(jobs.get(0))).isEmpty();
        assertThat(jobs.subList(1, 3)).allMatch(j -> test.jobs.find(j).isPresent());
    }

    @Test
    void plansGoSoonAfterTheEnd() {
        JobId job = ended();
        sweep(1000);
        assertThat(rows("plans")).isEqualTo(1);
        clock.advance(Duration.ofHours(1));
        sweep(1000);

        assertThat(rows("plans")).isZero();
        assertThat(test.jobs.find(job)).isPresent();
    }

    @Test
    void keysGoAfterADay() {
        test.jobs.submit(TestJobs.ALICE, TestJobs.request(TestJobs.newNodes(1), Optional.of("key"), Optional.empty()));
        assertThat(rows("idempotency_keys")).isEqualTo(1);
        clock.advance(Duration.ofHours(24));
        sweep(1000);
        assertThat(rows("idempotency_keys")).isZero();
    }
}
