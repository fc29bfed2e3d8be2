// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.service;

import io.centossrv.inventory.Acceptance;
import io.centossrv.inventory.AcceptanceOutcome;
import io.centossrv.inventory.NodeName;
import io.centossrv.inventory.NodeState;
import io.centossrv.inventory.internal.InventoryErrors;
import io.centossrv.inventory.internal.store.PostgresAcceptanceStore.Candidate;
import io.centossrv.inventory.internal.store.PostgresAcceptanceStore.Decision;
import io.centossrv.inventory.internal.store.PostgresAcceptanceStore.Situation;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorDetail;
import io.centossrv.protocol.NodeId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Decides on a list of nodes to be accepted, line by line, before any of it is done. Used once, by one thread. */
final class AcceptanceList {
    private static final int MOST = 10_000;
    /** So many lines that can't be done are shown; more don't help. */
    private static final int MOST_SHOWN = 100;

    private final List<Acceptance> asked;
    private final List<AcceptanceOutcome> outcomes = new ArrayList<>();

    private AcceptanceList(List<Acceptance> asked) {
        this.asked = asked;
    }

    static AcceptanceList of(List<Acceptance> asked) {
        if (asked.isEmpty() || asked.size() > MOST) {
            throw new CentossrvException(
                    InventoryErrors.ACCEPTANCE_INVALID,
                    "1 to " + MOST + " nodes are accepted at once, not " + asked.size() + ".");
        }
        return new AcceptanceList(List.copyOf(asked));
    }

    List<String> fingerprints() {
        return asked.stream().map(Acceptance::fingerprint).distinct().toList();
    }

    List<String> names() {
        return asked.stream().flatMap(line -> line.name().stream()).distinct().toList();
    }

    List<AcceptanceOutcome> outcomes() {
        return List.copyOf(outcomes);
    }

    /** Says whom to accept; throws where a line can't be done and not all others are to be done nevertheless. */
    List<Decision> decide(Situation situation, boolean partial) {
        // Where the transaction is run again, from the start.
        outcomes.clear();
        Set<String> fingerprints = new HashSet<>();
        Set<NodeName> names = new HashSet<>();
        List<Decision> decisions = new ArrayList<>();
        List<ErrorDetail> problems = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            Acceptance line = asked.get(i);
            try {
                outcome(line, situation, fingerprints, names).ifPresent(decisions::add);
            } catch (CentossrvException e) {
                outcomes.add(new AcceptanceOutcome.Refused(
                        line.fingerprint(), e.code().name(), e.getMessage()));
                problems.add(new ErrorDetail("/items/" + i, i + 1, 0, e.getMessage()));
            }
        }
        if (!partial && !problems.isEmpty()) {
            throw new CentossrvException(
                    InventoryErrors.ACCEPTANCE_INVALID,
                    problems.size() + " of " + asked.size() + " nodes can't be accepted, so none was. The first: line "
                            + problems.get(0).line() + ": " + problems.get(0).message(),
                    problems.subList(0, Math.min(MOST_SHOWN, problems.size())));
        }
        return decisions;
    }

    private Optional<Decision> outcome(
            Acceptance line, Situation situation, Set<String> fingerprints, Set<NodeName> names) {
        Candidate candidate = Optional.ofNullable(situation.candidates().get(line.fingerprint()))
                .orElseThrow(() -> new CentossrvException(
                        InventoryErrors.NODE_NOT_FOUND, "No node has the key " + shown(line.fingerprint()) + "."));
        NodeName name = name(line, candidate);
        if (!fingerprints.add(line.fingerprint()) || !names.add(name)) {
            throw new CentossrvException(
                    InventoryErrors.ACCEPTANCE_INVALID, "The key or the name " + name + " is in the list twice.");
        }
        if (candidate.name().equals(Optional.of(name)) && isAccepted(candidate)) {
            outcomes.add(new AcceptanceOutcome.Unchanged(line.fingerprint(), candidate.id(), name));
            return Optional.empty();
        }
        if (candidate.state() != NodeState.PENDING) {
            throw new CentossrvException(
                    InventoryErrors.NODE_NOT_PENDING,
                    "The node " + candidate.name().map(NodeName::value).orElseGet(candidate.id()::toString) + " is "
                            + (isAccepted(candidate)
                                    ? "accepted already, under that name"
                                    : candidate.state().name().toLowerCase(Locale.ROOT))
                            + ".");
        }
        NodeId holder = situation.holders().get(name.value());
        if (holder != null) {
            throw new CentossrvException(
                    InventoryErrors.NODE_NAME_TAKEN, "Another node is called " + name + ". Choose another name.");
        }
        JoinTokenRules.checkTags(line.tags());
        outcomes.add(new AcceptanceOutcome.Accepted(line.fingerprint(), candidate.id(), name));
        return Optional.of(new Decision(candidate.id(), line.fingerprint(), name, line.tags()));
    }

    private static boolean isAccepted(Candidate candidate) {
        return candidate.state() == NodeState.OFFLINE || candidate.state() == NodeState.QUARANTINED;
    }

    private static NodeName name(Acceptance line, Candidate candidate) {
        String text = line.name().orElseGet(() -> candidate.hostname().toLowerCase(Locale.ROOT));
        try {
            NodeName name = new NodeName(text);
            AuditedNodeAdminService.requireUsable(name);
            return name;
        } catch (IllegalArgumentException e) {
            throw new CentossrvException(
                    InventoryErrors.NODE_NAME_INVALID,
                    "'" + shown(text) + "' is no name of a node: lower-case letters, digits, hyphens, dots.",
                    e);
        }
    }

    private static String shown(String text) {
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }
}
