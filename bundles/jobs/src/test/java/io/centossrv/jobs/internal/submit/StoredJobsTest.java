// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.submit;

import static io.centossrv.jobs.internal.test.TestJobs.ALICE;
import static io.centossrv.jobs.internal.test.TestJobs.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centossrv.jobs.Job;
import io.centossrv.jobs.JobId;
import io.centossrv.jobs.JobState;
import io.centossrv.jobs.NodeJobState;
import io.centossrv.jobs.NodeResult;
import io.centossrv.jobs.internal.test.ManualClock;
import io.centossrv.jobs.internal.test.TestJobs;
import io.centossrv.persistence.Event;
import io.centossrv.persistence.test.EmbeddedDatabase;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.page.Page;
import io.centossrv.platform.page.PageRequest;
import io.centossrv.platform.security.Caller;
import io.centossrv.protocol.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StoredJobsTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

    private final ManualClock clock = new ManualClock();
    private TestJobs test;

    @BeforeEach
    void open() {
        test = new TestJobs(EMBEDDED, clock);
    }

    @Test
    void aJobIsThereWithItsNodesOnceSubmitted() {
        Job job = test.submit(TestJobs.newNodes(3));

        assertThat(job.state()).isEqualTo(JobState.QUEUED);
        assertThat(job.counts()).isEqualTo(Map.of(NodeJobState.QUEUED, 3));
        assertThat(job.expiresAt()).isEqualTo(job.submittedAt().plus(TestJobs.TTL));
        assertThat(job.actor()).isEqualTo("alice");
        assertThat(test.jobs.results(job.id(), PageRequest.first()).items())
                .extracting(NodeResult::state)
                .containsOnly(NodeJobState.QUEUED)
                .hasSize(3);
    }

    @Test
    void theAuditTrailNamesWhoSubmitted() throws InterruptedException {
        Job job = test.submit(TestJobs.newNodes(1));
        List<Event> events = List.of();
        for (int i = 0; i < 100 && events.isEmpty(); i++) {
            Thread.sleep(50);
            events = EMBEDDED.events().read(0, List.of("job.submitted"), 1000).stream()
                    .filter(e -> e.subject().equals(job.id().toString()))
                    .toList();
        }
        assertThat(events).hasSize(1);
        assertThat(events.get(0).audit()).isTrue();
        assertThat(events.get(0).actor()).isEqualTo("alice");
    }

    @Test
    void theSameKeyAndRequestIsTheSameJob() {
        List<NodeId> nodes = TestJobs.newNodes(2);
        Job first = test.jobs.submit(ALICE, request(nodes, Optional.of("k1"), Optional.empty()));
        Job again = test.jobs.submit(ALICE, request(nodes, Optional.of("k1"), Optional.empty()));

        assertThat(again.id()).isEqualTo(first.id());
    }

    @Test
    void theSameKeyAndAnotherRequestIsRefused() {
        List<NodeId> nodes = TestJobs.newNodes(1);
        Job first = test.jobs.submit(ALICE, request(nodes, Optional.of("k2"), Optional.of("one")));

        assertThat(test.jobs.earlier(ALICE, Optional.of("k2"), "one").map(Job::id))
                .contains(first.id());
        assertThat(test.jobs.earlier(new Caller("bob", Set.of()), Optional.of("k2"), "one"))
                .isEmpty();
        assertThatThrownBy(() -> test.jobs.submit(ALICE, request(nodes, Optional.of("k2"), Optional.of("two"))))
                .isInstanceOfSatisfying(
                        CentossrvException.class,
                        e -> assertThat(e.code().name()).isEqualTo("idempotency-key-reused"));
    }

    @Test
    void aKeyIsFreeAfterADay() {
        List<NodeId> nodes = TestJobs.newNodes(1);
        Job first = test.jobs.submit(ALICE, request(nodes, Optional.of("k3"), Optional.of("one")));
        clock.advance(Duration.ofHours(24));
        Job second = test.jobs.submit(ALICE, request(nodes, Optional.of("k3"), Optional.of("two")));

        assertThat(second.id()).isNotEqualTo(first.id());
    }

    @Test
    void equalRequestsAtTheSameMomentAreOneJob() throws Exception {
        List<NodeId> nodes = TestJobs.newNodes(20);
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            Callable<JobId> submit = () -> test.jobs
                    .submit(ALICE, request(nodes, Optional.of("k4"), Optional.empty()))
                    .id();
            Set<JobId> ids = new HashSet<>();
            for (Future<JobId> each : threads.invokeAll(Collections.nCopies(12, submit))) {
                ids.add(each.get());
            }
            assertThat(ids).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void jobsOverTheSameNodesCountThemAndDoNotDeadlock() throws Exception {
        List<NodeId> nodes = TestJobs.newNodes(50);
        List<NodeId> reversed = new ArrayList<>(nodes);
        Collections.reverse(reversed);
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Callable<JobId>> all = IntStream.range(0, 20)
                    .<Callable<JobId>>mapToObj(i ->
                            () -> test.submit(i % 2 == 0 ? nodes : reversed).id())
                    .toList();
            Set<JobId> ids = new HashSet<>();
            for (Future<JobId> each : threads.invokeAll(all)) {
                ids.add(each.get());
            }
            assertThat(ids).hasSize(20);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void listsTheNewestFirstPageByPage() {
        List<JobId> submitted = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            clock.advance(Duration.ofMillis(5));
            submitted.add(0, test.submit(TestJobs.newNodes(1)).id());
        }
        List<JobId> listed = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Page<Job> page = test.jobs.list(new PageRequest(2, after));
            listed.addAll(page.items().stream().map(Job::id).toList());
            after = page.next();
        } while (after.isPresent());

        assertThat(listed.stream().filter(submitted::contains).collect(Collectors.toList()))
                .isEqualTo(submitted);
    }

    @Test
    void resultsComeByNamePageByPage() {
        Job job = test.submit(TestJobs.newNodes(7));
        List<String> names = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Page<NodeResult> page = test.jobs.results(job.id(), new PageRequest(3, after));
            names.addAll(page.items().stream().map(n -> n.name().value()).toList());
            after = page.next();
        } while (after.isPresent());

        assertThat(names).hasSize(7).isSorted();
    }
}
