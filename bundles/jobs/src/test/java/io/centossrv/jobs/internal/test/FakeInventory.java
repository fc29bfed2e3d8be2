// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.test;

import io.centossrv.inventory.Facts;
import io.centossrv.inventory.InventoryService;
import io.centossrv.inventory.Node;
import io.centossrv.inventory.NodeName;
import io.centossrv.inventory.NodeState;
import io.centossrv.inventory.Selection;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorKind;
import io.centossrv.platform.page.Page;
import io.centossrv.platform.page.PageRequest;
import io.centossrv.protocol.NodeId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An inventory that knows names and {@code *}. */
public final class FakeInventory implements InventoryService {
    private final List<Node> nodes = new ArrayList<>();

    public FakeInventory add(NodeId id, String name) {
        nodes.add(new Node(
                id,
                Optional.of(new NodeName(name)),
                NodeState.ONLINE,
                name,
                "",
                "",
                "default",
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
        return this;
    }

    @Override
    public Selection resolve(String target) {
        List<Node> selected = nodes.stream()
                .filter(n ->
                        target.equals("*") || n.name().orElseThrow().value().equals(target))
                .toList();
        if (selected.isEmpty()) {
            throw new CentossrvException(
                    new ErrorCode("target-empty", ErrorKind.USER), "The target selects no node: " + target);
        }
        return new Selection(target, selected, 0);
    }

    @Override
    public Page<Node> list(PageRequest request) {
        return new Page<>(nodes, Optional.empty());
    }

    @Override
    public Optional<Node> find(NodeId id) {
        return nodes.stream().filter(n -> n.id().equals(id)).findFirst();
    }

    @Override
    public Node named(String nameOrId) {
        return resolve(nameOrId).nodes().get(0);
    }

    @Override
    public Optional<Facts> facts(NodeId id) {
        return Optional.empty();
    }
}
