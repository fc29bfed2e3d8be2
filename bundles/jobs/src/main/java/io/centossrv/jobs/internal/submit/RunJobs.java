// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.submit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.centossrv.inventory.InventoryService;
import io.centossrv.inventory.Node;
import io.centossrv.inventory.NodeName;
import io.centossrv.inventory.Selection;
import io.centossrv.jobs.Job;
import io.centossrv.jobs.JobRequest;
import io.centossrv.jobs.PlanDraft;
import io.centossrv.jobs.internal.plan.PlanWriter;
import io.centossrv.jobs.internal.target.NodeTargets;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.pki.SecretSealing;
import io.centossrv.platform.security.Caller;
import io.centossrv.protocol.NodeId;
import java.util.LinkedHashMap;
import java.util.List;
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
    private final Confirmations confirmations;
    private final SecretSealing sealing;
    private final ObjectMapper json = new ObjectMapper();

    @Activate
    public RunJobs(
            @Reference StoredJobs jobs,
            @Reference NodeTargets targets,
            @Reference Confirmations confirmations,
            @Reference SecretSealing sealing) {
        this.jobs = jobs;
        this.targets = targets;
        this.confirmations = confirmations;
        this.sealing = sealing;
    }

    /**
     * Resolves the target and commits the job.
     *
     * @param confirmed the number of nodes that the caller confirmed
     * @throws CentossrvException as of {@link InventoryService#resolve}, {@code confirmation-needed} and
     *     {@code idempotency-key-reused}
     */
    public Job submit(Caller caller, RunRequest request, Optional<Integer> confirmed, Optional<String> idempotencyKey) {
        Optional<Job> earlier = jobs.earlier(caller, idempotencyKey, request.fingerprint());
        if (earlier.isPresent()) {
            return earlier.get();
        }
        List<Node> nodes = targets.resolve(request.target());
        confirmations.require(nodes.size(), confirmed);
        return submit(caller, request, nodes, idempotencyKey);
    }

    /**
     * Resolves the target and commits the job of a schedule.
     *
     * @param most on how many nodes it may run; empty where few are enough
     * @param key tells runs apart
     * @throws CentossrvException as of {@link #submit}
     */
    public Job submitScheduled(Caller owner, RunRequest request, Optional<Integer> most, String key) {
        Optional<Job> earlier = jobs.earlier(owner, Optional.of(key), request.fingerprint());
        if (earlier.isPresent()) {
            return earlier.get();
        }
        List<Node> nodes = targets.resolve(request.target());
        confirmations.requireAtMost(nodes.size(), most);
        return submit(owner, request, nodes, Optional.of(key));
    }

    private Job submit(Caller caller, RunRequest request, List<Node> nodes, Optional<String> idempotencyKey) {
        PlanDraft draft = draft(request.command());
        Map<NodeId, PlanDraft> plans = new LinkedHashMap<>();
        Map<NodeId, NodeName> names = new LinkedHashMap<>();
        for (Node node : nodes) {
            plans.put(node.id(), draft);
            names.put(node.id(), NodeTargets.name(node));
        }
        return jobs.submit(
                caller,
                new JobRequest(
                        "run",
                        request.command().title(),
                        plans,
                        names,
                        request.timeToLive(),
                        request.timeout(),
                        idempotencyKey,
                        Optional.of(request.fingerprint()),
                        request.target(),
                        request.rollout()));
    }

    /**
     * Says what a request would do, and does nothing.
     *
     * @throws CentossrvException as of {@link InventoryService#resolve}
     */
    public RunPreview preview(RunRequest request) {
        Selection selection = targets.select(request.target());
        int nodes = selection.nodes().size();
        return new RunPreview(
                request.target(),
                selection.nodes(),
                selection.unknown(),
                request.rollout().batchSize(nodes),
                request.rollout().maxFailures().map(share -> share.of(nodes)),
                confirmations.isNeeded(nodes));
    }

    private PlanDraft draft(CommandLine command) {
        ObjectNode root = json.createObjectNode();
        ObjectNode play = root.putArray("plays").addObject().put("name", "run");
        play.putObject("vars");
        ObjectNode task = play.putArray("tasks").addObject();
        String module = command.shell().isPresent() ? "ansible.builtin.shell" : "ansible.builtin.command";
        task.put("name", command.title()).put("module", module);
        ObjectNode args = task.putObject("args");
        if (command.shell().isPresent()) {
            args.put("cmd", command.shell().get());
        } else {
            ArrayNode argv = args.putArray("argv");
            command.argv().forEach(argv::add);
        }
        command.folder().ifPresent(folder -> args.put("chdir", folder));
        command.input().ifPresent(input -> args.put("stdin", input).put("stdin_add_newline", false));
        command.user().ifPresent(user -> task.put("becomeUser", user));
        if (!command.environment().isEmpty()) {
            ObjectNode environment = task.putObject("environment");
            command.environment().forEach(environment::put);
        }
        if (!command.secrets().isEmpty()) {
            ObjectNode sealed = task.putObject(PlanWriter.SEALED_ENVIRONMENT);
            command.secrets().forEach((name, value) -> sealed.put(name, sealing.seal(PlanWriter.SEAL, value)));
        }
        task.put("line", 1).put("column", 1).put("file", "");
        root.putObject("files");
        return new PlanDraft(root.toString(), Map.of(), false, false);
    }
}
