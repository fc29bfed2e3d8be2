// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.submit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.centossrv.inventory.InventoryService;
import io.centossrv.inventory.Node;
import io.centossrv.inventory.NodeName;
import io.centossrv.jobs.Job;
import io.centossrv.jobs.JobRequest;
import io.centossrv.jobs.PlanDraft;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.security.Caller;
import io.centossrv.protocol.NodeId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Submits commands as jobs: a plan of one play with one task. Thread-safe. */
@Component(service = RunJobs.class)
public final class RunJobs {
    private final StoredJobs jobs;
    private final NodeTargets targets;
    private final ObjectMapper json = new ObjectMapper();

    @Activate
    public RunJobs(@Reference StoredJobs jobs, @Reference NodeTargets targets) {
        this.jobs = jobs;
        this.targets = targets;
    }

    /**
     * Resolves the target and commits the job.
     *
     * @throws CentossrvException as of {@link InventoryService#resolve}, and {@code idempotency-key-reused}
     */
    public Job submit(Caller caller, RunRequest request, Optional<String> idempotencyKey) {
        Optional<Job> earlier = jobs.earlier(caller, idempotencyKey, request.fingerprint());
        if (earlier.isPresent()) {
            return earlier.get();
        }
        PlanDraft draft = draft(request);
        Map<NodeId, PlanDraft> plans = new LinkedHashMap<>();
        Map<NodeId, NodeName> names = new LinkedHashMap<>();
        for (Node node : targets.resolve(request.target())) {
            plans.put(node.id(), draft);
            names.put(node.id(), NodeTargets.name(node));
        }
        return jobs.submit(
                caller,
                new JobRequest(
                        "run",
                        String.join(" ", request.argv()),
                        plans,
                        names,
                        request.timeToLive(),
                        request.timeout(),
                        idempotencyKey,
                        Optional.of(request.fingerprint())));
    }

    private PlanDraft draft(RunRequest request) {
        ObjectNode root = json.createObjectNode();
        ObjectNode play = root.putArray("plays").addObject().put("name", "run");
        play.putObject("vars");
        ObjectNode task = play.putArray("tasks").addObject();
        task.put("name", String.join(" ", request.argv())).put("module", "ansible.builtin.command");
        ArrayNode argv = task.putObject("args").putArray("argv");
        request.argv().forEach(argv::add);
        task.put("line", 1).put("column", 1).put("file", "");
        root.putObject("files");
        return new PlanDraft(root.toString(), Map.of(), false, false);
    }
}
