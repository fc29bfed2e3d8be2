// SPDX-License-Identifier: Apache-2.0
package io.centossrv.config.internal.play;

import io.centossrv.config.PlayAdminService;
import io.centossrv.config.PlayRequest;
import io.centossrv.config.internal.domains.OtherDomains;
import io.centossrv.inventory.NodeName;
import io.centossrv.jobs.Job;
import io.centossrv.jobs.JobAdminService;
import io.centossrv.jobs.JobRequest;
import io.centossrv.jobs.PlanDraft;
import io.centossrv.modules.BuiltInModules;
import io.centossrv.platform.security.Caller;
import io.centossrv.platform.security.Permission;
import io.centossrv.playbook.CompiledPlay;
import io.centossrv.playbook.CompiledPlays;
import io.centossrv.playbook.compile.PlaybookCompiler;
import io.centossrv.protocol.NodeId;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Compiles playbooks here and submits each node's plays as its plan. */
@Component(service = {PlayAdminService.class, CompiledPlaySubmission.class})
public final class CompiledPlaySubmission implements PlayAdminService {
    private static final Permission APPLY = new Permission("play:apply");
    private static final Permission CHECK = new Permission("play:check");
    private static final Duration TIMEOUT = Duration.ofHours(1);

    private final OtherDomains domains;
    private final PlaybookCompiler compiler = new PlaybookCompiler(BuiltInModules.catalog());

    @Activate
    public CompiledPlaySubmission(@Reference OtherDomains domains) {
        this.domains = domains;
    }

    @Override
    public Job submit(Caller caller, PlayRequest request) {
        caller.require(request.check() ? CHECK : APPLY);
        JobAdminService service = domains.jobs();
        CompiledRequest compiled = CompiledRequest.of(compiler, request);
        List<PlayTargets.Selected> selected =
                PlayTargets.resolve(domains.inventory(), compiled.plays().plays(), request);
        Map<BitSet, PlanDraft> drafts = new HashMap<>();
        Map<NodeId, PlanDraft> plans = new LinkedHashMap<>();
        Map<NodeId, NodeName> names = new LinkedHashMap<>();
        for (PlayTargets.Selected each : selected) {
            NodeId id = each.node().id();
            plans.put(id, drafts.computeIfAbsent(each.plays(), plays -> draft(compiled, plays, request)));
            names.put(
                    id,
                    each.node()
                            .name()
                            .orElseThrow(() -> new IllegalStateException("an accepted node has a name: node=" + id)));
        }
        if (!request.check()) {
            service.requireConfirmation(plans.size(), request.confirmed());
        }
        return service.submit(
                caller,
                new JobRequest(
                        "play",
                        request.playbook(),
                        plans,
                        names,
                        request.timeToLive(),
                        TIMEOUT,
                        request.idempotencyKey(),
                        Optional.of(RequestFingerprint.of(request)),
                        request.limit().orElse(""),
                        request.rollout()));
    }

    /** The plays that select a node, in order; nodes that the same plays select share it. */
    private static PlanDraft draft(CompiledRequest compiled, BitSet selecting, PlayRequest request) {
        CompiledPlays all = compiled.plays();
        List<CompiledPlay> plays = IntStream.range(0, all.plays().size())
                .filter(selecting::get)
                .mapToObj(all.plays()::get)
                .toList();
        CompiledPlays ours = new CompiledPlays(plays, all.files(), all.modes(), all.folders());
        return new PlanDraft(ours.toJson(), compiled.files(), request.check(), request.diff());
    }
}
