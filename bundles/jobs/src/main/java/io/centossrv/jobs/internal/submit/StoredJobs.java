// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.submit;

import io.centossrv.inventory.NodeStanding;
import io.centossrv.jobs.Job;
import io.centossrv.jobs.JobAdminService;
import io.centossrv.jobs.JobFilter;
import io.centossrv.jobs.JobId;
import io.centossrv.jobs.JobRequest;
import io.centossrv.jobs.JobService;
import io.centossrv.jobs.NodeResult;
import io.centossrv.jobs.PlanDraft;
import io.centossrv.jobs.internal.delivery.DeliveryLoop;
import io.centossrv.jobs.internal.output.OutputPart;
import io.centossrv.jobs.internal.plan.CheckedPlan;
import io.centossrv.jobs.internal.plan.JobIds;
import io.centossrv.jobs.internal.plan.NewJob;
import io.centossrv.jobs.internal.plan.Sha256;
import io.centossrv.jobs.internal.request.InvalidRequest;
import io.centossrv.jobs.internal.state.HeldText;
import io.centossrv.jobs.internal.store.JobsDatabase;
import io.centossrv.jobs.internal.store.PostgresJobs;
import io.centossrv.jobs.internal.store.PostgresOutput;
import io.centossrv.jobs.internal.store.PostgresResults;
import io.centossrv.jobs.internal.store.PostgresStops;
import io.centossrv.jobs.internal.store.PostgresSubmissions;
import io.centossrv.jobs.internal.store.Unfinished;
import io.centossrv.jobs.internal.target.NodeTargets;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorKind;
import io.centossrv.platform.page.Page;
import io.centossrv.platform.page.PageRequest;
import io.centossrv.platform.security.Caller;
import io.centossrv.protocol.NodeId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Jobs in PostgreSQL. */
@Component(service = {JobService.class, JobAdminService.class, StoredJobs.class})
public final class StoredJobs implements JobService, JobAdminService {
    private static final ErrorCode KEY_INVALID = new ErrorCode("idempotency-key-invalid", ErrorKind.USER);
    private static final int MAX_TITLE = 200;
    private static final int MAX_KEY = 255;
    private static final int MAX_TARGET = 2000;
    private static final int MAX_REASON = 1024;
    private static final int MAX_PARTS = 100;

    private final PostgresSubmissions submissions;
    private final PostgresJobs jobs;
    private final PostgresResults results;
    private final PostgresStops stops;
    private final PostgresOutput output;
    private final NodeTargets targets;
    private final Confirmations confirmations;
    private final Runnable deliver;
    private final Clock clock;
    private final JobIds ids;

    @Activate
    public StoredJobs(
            @Reference JobsDatabase database,
            @Reference DeliveryLoop delivery,
            @Reference NodeTargets targets,
            @Reference Confirmations confirmations) {
        this(database, delivery::poke, targets, confirmations, Clock.systemUTC());
    }

    public StoredJobs(
            JobsDatabase database, Runnable deliver, NodeTargets targets, Confirmations confirmations, Clock clock) {
        stops = new PostgresStops(database);
        output = new PostgresOutput(database);
        this.targets = targets;
        this.confirmations = confirmations;
        submissions = new PostgresSubmissions(database);
        jobs = new PostgresJobs(database);
        results = new PostgresResults(database);
        this.deliver = deliver;
        this.clock = clock;
        ids = new JobIds(clock);
    }

    /**
     * Returns the job that the same request made before, without resolving it again.
     *
     * @throws CentossrvException {@code idempotency-key-reused}
     */
    public Optional<Job> earlier(Caller caller, Optional<String> idempotencyKey, String fingerprint) {
        return idempotencyKey
                .map(k -> key(k, fingerprint))
                .flatMap(k -> submissions.earlier(caller.name(), k, clock.instant()))
                .flatMap(jobs::find);
    }

    @Override
    public Job submit(Caller caller, JobRequest request) {
        return submit(caller, request, Optional.empty());
    }

    private Job submit(Caller caller, JobRequest request, Optional<JobId> resumes) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        IdentityHashMap<PlanDraft, CheckedPlan> checked = new IdentityHashMap<>();
        Map<String, CheckedPlan> plans = new LinkedHashMap<>();
        List<NewJob.Target> nodes = new ArrayList<>();
        Map<NodeId, NodeStanding> standings = targets.standings(request.plans().keySet());
        int batchSize = request.rollout().batchSize(request.plans().size());
        Map<NodeId, Integer> batches = batches(request, batchSize);
        for (Map.Entry<NodeId, PlanDraft> entry : new TreeMap<>(request.plans()).entrySet()) {
            CheckedPlan plan = checked.computeIfAbsent(entry.getValue(), CheckedPlan::of);
            plans.putIfAbsent(plan.digest(), plan);
            nodes.add(new NewJob.Target(
                    entry.getKey(),
                    request.names().get(entry.getKey()),
                    team(standings, entry.getKey()),
                    plan.digest(),
                    batches.get(entry.getKey())));
        }
        NewJob job = new NewJob(
                ids.next(),
                request.kind(),
                HeldText.of(request.title(), MAX_TITLE),
                caller.name(),
                plans.values().stream().allMatch(p -> p.draft().check()),
                now,
                now.plus(request.timeToLive()),
                request.timeout(),
                List.copyOf(plans.values()),
                nodes,
                request.idempotencyKey().map(k -> key(k, fingerprint(request, nodes))),
                HeldText.of(request.target(), MAX_TARGET),
                request.timeToLive(),
                batchSize,
                request.rollout().maxFailures().map(share -> share.of(nodes.size())),
                resumes);
        JobId id = submissions.add(job);
        deliver.run();
        return jobs.find(id).orElseThrow(() -> new IllegalStateException("the job is gone at once: job=" + id));
    }

    private static String team(Map<NodeId, NodeStanding> standings, NodeId node) {
        return Optional.ofNullable(standings.get(node)).map(NodeStanding::team).orElse("default");
    }

    /** Nodes go by name, so that what comes first is what a person expects. */
    private static Map<NodeId, Integer> batches(JobRequest request, int size) {
        List<NodeId> byName = request.plans().keySet().stream()
                .sorted(Comparator.comparing(id -> request.names().get(id).value()))
                .toList();
        Map<NodeId, Integer> batches = new HashMap<>();
        for (int i = 0; i < byName.size(); i++) {
            batches.put(byName.get(i), i / size + 1);
        }
        return batches;
    }

    @Override
    public void requireConfirmation(int nodes, Optional<Integer> confirmed) {
        confirmations.require(nodes, confirmed);
    }

    @Override
    public Job cancel(Caller caller, JobId id, String reason) {
        if (reason.length() > MAX_REASON) {
            throw InvalidRequest.at("/reason", "A reason has at most " + MAX_REASON + " characters.");
        }
        stops.cancel(id, caller.name(), HeldText.of(reason, MAX_REASON), clock.instant());
        deliver.run();
        return jobs.find(id).orElseThrow(() -> PostgresStops.notFound(id));
    }

    @Override
    public Job resume(Caller caller, JobId id) {
        Unfinished unfinished = stops.unfinished(id);
        caller.require(unfinished.permission());
        return submit(caller, unfinished.request(), Optional.of(id));
    }

    @Override
    public Page<Job> list(PageRequest request) {
        return jobs.list(JobFilter.ALL, request);
    }

    @Override
    public Page<Job> list(JobFilter filter, PageRequest request) {
        return jobs.list(filter, request);
    }

    @Override
    public Optional<Job> find(JobId id) {
        return jobs.find(id);
    }

    @Override
    public Page<NodeResult> results(JobId id, PageRequest request) {
        return results.results(id, request);
    }

    /** Returns what a job prints just now, after a number, and notes that somebody watches it. */
    public List<OutputPart> output(JobId id, long after) {
        output.watch(id, clock.instant());
        return output.after(id, after, MAX_PARTS);
    }

    private static NewJob.Key key(String value, String fingerprint) {
        if (value.isBlank() || value.length() > MAX_KEY || !value.chars().allMatch(c -> c > 31 && c < 127)) {
            throw new CentossrvException(
                    KEY_INVALID, "An Idempotency-Key has 1 to " + MAX_KEY + " printable ASCII characters.");
        }
        return new NewJob.Key(value, fingerprint);
    }

    private static String fingerprint(JobRequest request, List<NewJob.Target> nodes) {
        return request.fingerprint().orElseGet(() -> {
            Sha256 digest = new Sha256()
                    .add(request.kind())
                    .add(request.title())
                    .add(request.timeToLive().toString())
                    .add(request.timeout().toString());
            nodes.forEach(n -> digest.add(n.node().toString()).add(n.plan()));
            return digest.hex();
        });
    }
}
