// SPDX-License-Identifier: Apache-2.0
package io.centossrv.config.internal.play;

import io.centossrv.config.PlayRequest;
import io.centossrv.inventory.InventoryService;
import io.centossrv.inventory.Node;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorDetail;
import io.centossrv.platform.ErrorKind;
import io.centossrv.playbook.CompiledPlay;
import io.centossrv.protocol.NodeId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Resolves the hosts of plays to nodes. */
final class PlayTargets {
    private static final ErrorCode EMPTY = new ErrorCode("target-empty", ErrorKind.USER);

    private final InventoryService inventory;
    private final PlayRequest request;
    private final Map<NodeId, Node> nodes = new LinkedHashMap<>();
    private final Map<NodeId, BitSet> playsOf = new LinkedHashMap<>();
    private final List<ErrorDetail> mistakes = new ArrayList<>();

    private PlayTargets(InventoryService inventory, PlayRequest request) {
        this.inventory = inventory;
        this.request = request;
    }

    /**
     * A node and the plays that select it.
     *
     * @param plays indexes of plays
     */
    record Selected(Node node, BitSet plays) {}

    /**
     * Returns the nodes that at least one play selects, in the order of plays and names.
     *
     * @throws CentossrvException {@code play-invalid} where a play names what is no node, {@code target-empty},
     *     {@code target-invalid} of the limit
     */
    static List<Selected> resolve(InventoryService inventory, List<CompiledPlay> plays, PlayRequest request) {
        return new PlayTargets(inventory, request).resolve(plays);
    }

    private List<Selected> resolve(List<CompiledPlay> plays) {
        for (int i = 0; i < plays.size(); i++) {
            select(plays.get(i), i);
        }
        if (!mistakes.isEmpty()) {
            throw new CentossrvException(
                    CompiledRequest.INVALID,
                    "The playbook's hosts can't be resolved; nothing was submitted.",
                    mistakes);
        }
        Set<NodeId> within = limit();
        List<Selected> selected = playsOf.entrySet().stream()
                .filter(e -> within.contains(e.getKey()))
                .map(e -> new Selected(nodes.get(e.getKey()), e.getValue()))
                .toList();
        if (selected.isEmpty()) {
            throw new CentossrvException(
                    EMPTY,
                    "The plays select no node"
                            + (request.limit().isPresent()
                                    ? " within the limit '" + request.limit().get() + "'."
                                    : "."));
        }
        return selected;
    }

    private void select(CompiledPlay play, int index) {
        HostPatterns patterns = HostPatterns.of(play.hosts());
        patterns.refused().forEach(r -> mistake(play, r + "."));
        for (String name : patterns.names()) {
            if (resolved(name).isEmpty()) {
                mistake(play, unknown(name));
            }
        }
        if (patterns.target().isPresent()) {
            for (Node node : resolved(patterns.target().get())) {
                nodes.put(node.id(), node);
                playsOf.computeIfAbsent(node.id(), n -> new BitSet()).set(index);
            }
        }
    }

    private static String unknown(String name) {
        if (name.equals("localhost") || name.equals("127.0.0.1")) {
            return "there is no node '" + name + "'. Plays run on nodes, never on the control plane:"
                    + " name the node, or write 'all' and give a limit.";
        }
        return "there is no accepted node '" + name + "'.";
    }

    private void mistake(CompiledPlay play, String message) {
        mistakes.add(new ErrorDetail(request.playbook(), 0, 0, "The hosts of play '" + play.name() + "': " + message));
    }

    /** A pattern without a node is no mistake: another play may have some. */
    private List<Node> resolved(String target) {
        try {
            return inventory.resolve(target).nodes();
        } catch (CentossrvException e) {
            if (e.code().name().equals(EMPTY.name())) {
                return List.of();
            }
            throw e;
        }
    }

    private Set<NodeId> limit() {
        return request.limit()
                .map(limit ->
                        inventory.resolve(limit).nodes().stream().map(Node::id).collect(Collectors.toSet()))
                .orElseGet(() -> new HashSet<>(playsOf.keySet()));
    }
}
