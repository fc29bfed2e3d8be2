// SPDX-License-Identifier: Apache-2.0
package io.centossrv.config.internal.play;

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
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** An inventory that knows what some targets select. */
public final class FixedInventory implements InventoryService {
    private final Map<String, List<Node>> targets = new HashMap<>();

    /** Makes a target select nodes of these names. */
    public FixedInventory target(String target, String... names) {
        targets.put(target, Arrays.stream(names).map(FixedInventory::node).toList());
        return this;
    }

    public static NodeId id(String name) {
        return new NodeId(UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    private static Node node(String name) {
        return new Node(
                id(name),
                Optional.of(new NodeName(name)),
                NodeState.ONLINE,
                name,
                "",
                "",
                "default",
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Override
    public Selection resolve(String target) {
        List<Node> nodes = targets.getOrDefault(target, List.of());
        if (nodes.isEmpty()) {
            throw new CentossrvException(new ErrorCode("target-empty", ErrorKind.USER), "No node: " + target);
        }
        return new Selection(target, nodes, 0);
    }

    @Override
    public Page<Node> list(PageRequest request) {
        return new Page<>(List.of(), Optional.empty());
    }

    @Override
    public Optional<Node> find(NodeId id) {
        return Optional.empty();
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
