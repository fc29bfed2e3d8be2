// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.freeze;

import io.centossrv.inventory.Node;
import io.centossrv.jobs.internal.plan.JobIds;
import io.centossrv.jobs.internal.request.InvalidRequest;
import io.centossrv.jobs.internal.state.Freeze;
import io.centossrv.jobs.internal.state.FrozenNodes;
import io.centossrv.jobs.internal.state.HeldText;
import io.centossrv.jobs.internal.store.JobsDatabase;
import io.centossrv.jobs.internal.store.PostgresFreezes;
import io.centossrv.jobs.internal.target.NodeTargets;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorDetail;
import io.centossrv.platform.ErrorKind;
import io.centossrv.platform.security.Caller;
import io.centossrv.protocol.NodeId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Freezes nodes, and knows which are. Thread-safe. */
@Component(service = Freezes.class)
public final class Freezes {
    private static final ErrorCode NOT_FOUND = new ErrorCode("freeze-not-found", ErrorKind.NOT_FOUND);
    private static final ErrorCode TOO_MANY = new ErrorCode("freezes-limited", ErrorKind.CONFLICT);
    private static final Pattern SAID_BY_NODES = Pattern.compile("(?i)(^|[\\s(!])(fact|pkg):");
    private static final Set<String> ALL = Set.of("*", "all");
    private static final int MAX_FREEZES = 200;
    private static final int MAX_TEXT = 1000;

    /** How late it may be known that a freeze's target selects other nodes. A freeze itself holds at once. */
    private static final Duration RESOLVED_FOR = Duration.ofSeconds(5);

    private final PostgresFreezes store;
    private final NodeTargets targets;
    private final Clock clock;
    private final JobIds ids;
    private final Map<UUID, Resolved> resolved = new ConcurrentHashMap<>();

    @Activate
    public Freezes(@Reference JobsDatabase jobs, @Reference NodeTargets targets) {
        this(jobs, targets, Clock.systemUTC());
    }

    public Freezes(JobsDatabase jobs, NodeTargets targets, Clock clock) {
        store = new PostgresFreezes(jobs);
        this.targets = targets;
        this.clock = clock;
        ids = new JobIds(clock);
    }

    /**
     * Freezes the nodes of a target: from the return on nothing more is handed to them.
     *
     * @throws CentossrvException {@code request-invalid}, {@code freezes-limited}, and as the inventory resolves a target
     */
    public Freeze freeze(Caller caller, String target, String reason) {
        check(target, reason);
        if (!ALL.contains(target.strip())) {
            targets.resolve(target);
        }
        Freeze freeze = new Freeze(
                ids.next().value(),
                target.strip(),
                HeldText.of(reason.strip(), MAX_TEXT),
                caller.name(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        if (!store.add(freeze, MAX_FREEZES)) {
            throw new CentossrvException(
                    TOO_MANY, "There are " + MAX_FREEZES + " freezes already. Lift one that is not needed any more.");
        }
        return freeze;
    }

    private static void check(String target, String reason) {
        List<ErrorDetail> wrong = new ArrayList<>();
        if (target.isBlank() || target.length() > MAX_TEXT) {
            wrong.add(ErrorDetail.at("/target", "A target has 1 to " + MAX_TEXT + " characters, such as web* or all."));
        }
        if (SAID_BY_NODES.matcher(target).find()) {
            wrong.add(ErrorDetail.at("/target", "A freeze can't hang on what nodes say of themselves (fact:, pkg:)."));
        }
        if (reason.isBlank() || reason.length() > MAX_TEXT) {
            wrong.add(ErrorDetail.at("/reason", "A reason has 1 to " + MAX_TEXT + " characters."));
        }
        InvalidRequest.throwIf(wrong);
    }

    /**
     * Lifts a freeze; what waited for it is handed over, unless another one holds.
     *
     * @throws CentossrvException {@code freeze-not-found}
     */
    public Freeze lift(Caller caller, UUID id) {
        resolved.remove(id);
        return store.remove(id, caller.name())
                .orElseThrow(() -> new CentossrvException(NOT_FOUND, "There is no freeze " + id + ", or no longer."));
    }

    /** Returns the freezes that hold, the oldest first. */
    public List<Freeze> list() {
        return store.active().freezes();
    }

    /** Returns what is frozen now. Where a target can't be resolved, everything is: a brake that fails holds. */
    public FrozenNodes frozen() {
        PostgresFreezes.Active active = store.active();
        Optional<String> everything = Optional.empty();
        Map<NodeId, String> reasons = new HashMap<>();
        for (Freeze freeze : active.freezes()) {
            String reason = FrozenNodes.PREFIX + freeze.reason();
            if (ALL.contains(freeze.target())) {
                everything = everything.or(() -> Optional.of(reason));
                continue;
            }
            Optional<Set<NodeId>> nodes = nodes(freeze);
            if (nodes.isEmpty()) {
                everything = everything.or(
                        () -> Optional.of(reason + " (which nodes that means can't be told now, so it holds for all)"));
            }
            nodes.orElse(Set.of()).forEach(node -> reasons.putIfAbsent(node, reason));
        }
        return new FrozenNodes(active.version(), everything, reasons);
    }

    private Optional<Set<NodeId>> nodes(Freeze freeze) {
        Instant now = clock.instant();
        Resolved known = resolved.get(freeze.id());
        if (known != null && known.until().isAfter(now)) {
            return Optional.of(known.nodes());
        }
        try {
            Set<NodeId> nodes = targets.resolve(freeze.target()).stream()
                    .map(Node::id)
                    .collect(java.util.stream.Collectors.toUnmodifiableSet());
            resolved.put(freeze.id(), new Resolved(nodes, now.plus(RESOLVED_FOR)));
            return Optional.of(nodes);
        } catch (CentossrvException e) {
            // nobody is selected any more, which is an answer; all else is none
            return e.code().name().equals("target-empty") ? Optional.of(Set.of()) : Optional.empty();
        }
    }

    private record Resolved(Set<NodeId> nodes, Instant until) {}
}
