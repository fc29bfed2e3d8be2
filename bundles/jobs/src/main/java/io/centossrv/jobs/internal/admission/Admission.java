// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.admission;

import io.centossrv.inventory.NodeStanding;
import io.centossrv.inventory.NodeState;
import io.centossrv.jobs.internal.state.HeldText;
import io.centossrv.jobs.internal.state.NodeStatus;
import io.centossrv.jobs.internal.store.Claim;
import io.centossrv.platform.DomainUnavailable;
import io.centossrv.platform.security.Caller;
import io.centossrv.protocol.NodeId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * Decides again what was decided when a job was submitted: between the two the actor may have lost the right, the node have
 * become another team's, or a copy of it have appeared. Thread-safe.
 */
public final class Admission {
    /** How the names of those begin who come by the local shell: the kernel vouches for them, and no account is kept. */
    private static final String LOCAL = "local:";

    private static final int MOST_REASON = 200;

    private final Function<Collection<NodeId>, Map<NodeId, NodeStanding>> standings;
    private final Function<String, Optional<Caller>> rights;
    private final Function<String, Optional<SortedMap<String, String>>> jars;

    /**
     * Makes an admission.
     *
     * @param standings what nodes are now; may throw {@link DomainUnavailable}
     * @param rights what an account may do now; may throw {@link DomainUnavailable}
     * @param jars what the modules of a release of the agent come from; empty where the release is not known
     */
    public Admission(
            Function<Collection<NodeId>, Map<NodeId, NodeStanding>> standings,
            Function<String, Optional<Caller>> rights,
            Function<String, Optional<SortedMap<String, String>>> jars) {
        this.standings = standings;
        this.rights = rights;
        this.jars = jars;
    }

    /**
     * Returns what to do with each of these claims; nothing of it holds for long.
     *
     * @param linkedAs the version that a node's agent gave with its link; empty where only the inventory knows
     */
    public Map<Claim, Decision> decide(List<Claim> claims, Function<NodeId, Optional<String>> linkedAs) {
        Map<Claim, Decision> decisions = new HashMap<>();
        if (claims.isEmpty()) {
            return decisions;
        }
        try {
            Map<NodeId, NodeStanding> nodes =
                    standings.apply(claims.stream().map(Claim::node).distinct().toList());
            Map<String, Optional<Caller>> callers = new HashMap<>();
            Map<String, Optional<SortedMap<String, String>>> releases = new HashMap<>();
            for (Claim claim : claims) {
                Optional<NodeStanding> node = Optional.ofNullable(nodes.get(claim.node()));
                String release = linkedAs.apply(claim.node())
                        .or(() -> node.flatMap(NodeStanding::agentVersion))
                        .orElse("");
                Decision decision = refused(claim, node, callers)
                        .or(() -> held(node))
                        .orElseGet(() -> release(release, releases.computeIfAbsent(release, jars)));
                decisions.put(claim, decision);
            }
            return decisions;
        } catch (DomainUnavailable e) {
            // Who can't be asked has not agreed.
            claims.forEach(
                    claim -> decisions.put(claim, new Decision.Held(e.code().name())));
            return decisions;
        }
    }

    private Optional<Decision> refused(
            Claim claim, Optional<NodeStanding> node, Map<String, Optional<Caller>> callers) {
        if (!claim.actor().startsWith(LOCAL)) {
            Optional<Caller> caller = callers.computeIfAbsent(claim.actor(), rights);
            if (caller.isEmpty() || !caller.get().may(claim.permission())) {
                return Optional.of(new Decision.Refused("permission-lost"));
            }
        }
        return node.filter(n -> !n.team().equals(claim.team())).map(n -> new Decision.Refused("team-changed"));
    }

    private static Optional<Decision> held(Optional<NodeStanding> node) {
        if (node.isEmpty()) {
            return Optional.of(new Decision.Held("node-unknown"));
        }
        if (node.get().state() != NodeState.QUARANTINED) {
            return Optional.empty();
        }
        String why = node.get().reason().isBlank()
                ? ""
                : ": " + HeldText.of(node.get().reason(), MOST_REASON);
        return Optional.of(new Decision.Held(NodeStatus.QUARANTINED + why));
    }

    private static Decision release(String release, Optional<SortedMap<String, String>> jars) {
        return jars.isPresent()
                ? new Decision.Admitted(jars.get())
                : new Decision.Held(NodeStatus.RELEASE_UNKNOWN + ": "
                        + (release.isBlank() ? "the agent names none" : HeldText.of(release, MOST_REASON)));
    }
}
