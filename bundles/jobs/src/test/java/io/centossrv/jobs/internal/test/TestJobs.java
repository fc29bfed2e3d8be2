// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.test;

import io.centossrv.inventory.NodeName;
import io.centossrv.jobs.Job;
import io.centossrv.jobs.JobId;
import io.centossrv.jobs.JobRequest;
import io.centossrv.jobs.NodeResult;
import io.centossrv.jobs.PlanDraft;
import io.centossrv.jobs.internal.store.JobsDatabase;
import io.centossrv.jobs.internal.submit.Confirmations;
import io.centossrv.jobs.internal.submit.StoredJobs;
import io.centossrv.jobs.internal.target.NodeTargets;
import io.centossrv.persistence.test.EmbeddedDatabase;
import io.centossrv.platform.page.PageRequest;
import io.centossrv.platform.security.Caller;
import io.centossrv.protocol.NodeId;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Jobs in a test's database. */
public final class TestJobs {
    public static final Caller ALICE = new Caller("alice", Set.of("*"));
    public static final Duration TIMEOUT = Duration.ofMinutes(1);
    public static final Duration TTL = Duration.ofMinutes(10);
    public static final PlanDraft DRAFT =
            new PlanDraft("{\"plays\":[{\"name\":\"run\",\"tasks\":[]}],\"files\":{}}", Map.of(), false, false);

    public final JobsDatabase database;
    public final FakeAdmission others = new FakeAdmission();
    public final NodeTargets targets = new NodeTargets();
    public final Confirmations confirmations = new Confirmations(targets);
    public final StoredJobs jobs;

    public TestJobs(EmbeddedDatabase embedded, Clock clock) {
        database = new JobsDatabase(embedded.persistence());
        targets.bindStandings(others);
        jobs = new StoredJobs(database, () -> {}, targets, confirmations, clock);
    }

    public static NodeId node(int number) {
        return new NodeId(new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L + number));
    }

    /** Returns as many nodes, which no other test has. */
    public static List<NodeId> newNodes(int count) {
        return Stream.generate(() -> new NodeId(UUID.randomUUID())).limit(count).toList();
    }

    public Job submit(List<NodeId> nodes) {
        return jobs.submit(ALICE, request(nodes, Optional.empty(), Optional.empty()));
    }

    public static JobRequest request(List<NodeId> nodes, Optional<String> key, Optional<String> fingerprint) {
        Map<NodeId, PlanDraft> plans = new LinkedHashMap<>();
        Map<NodeId, NodeName> names = new LinkedHashMap<>();
        for (NodeId node : nodes) {
            plans.put(node, DRAFT);
            names.put(node, new NodeName("n-" + node));
        }
        return new JobRequest("run", "uname -r", plans, names, TTL, TIMEOUT, key, fingerprint);
    }

    public Job job(JobId id) {
        return jobs.find(id).orElseThrow();
    }

    public NodeResult only(JobId id) {
        List<NodeResult> all = jobs.results(id, PageRequest.first()).items();
        if (all.size() != 1) {
            throw new AssertionError("the job has " + all.size() + " nodes");
        }
        return all.get(0);
    }
}
