// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.service;

import io.centossrv.inventory.Facts;
import io.centossrv.inventory.InventoryService;
import io.centossrv.inventory.Node;
import io.centossrv.inventory.NodeName;
import io.centossrv.inventory.Selection;
import io.centossrv.inventory.internal.InventoryErrors;
import io.centossrv.inventory.internal.store.PostgresFactStore;
import io.centossrv.inventory.internal.store.PostgresGroupStore;
import io.centossrv.inventory.internal.store.PostgresInventoryStore;
import io.centossrv.inventory.internal.target.Target;
import io.centossrv.inventory.internal.target.TargetGroups;
import io.centossrv.inventory.internal.target.TargetParser;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorKind;
import io.centossrv.platform.page.Page;
import io.centossrv.platform.page.PageRequest;
import io.centossrv.protocol.NodeId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Reads nodes from the stores. Also a service by its own class, for this bundle alone: while two versions run side by
 * side, a reference to the contract could be given the other version's.
 */
@Component(service = {InventoryService.class, StoredInventoryService.class})
public final class StoredInventoryService implements InventoryService {
    private static final ErrorCode TARGET_EMPTY = new ErrorCode("target-empty", ErrorKind.USER);
    private static final ErrorCode PAGE_INVALID = new ErrorCode("page-invalid", ErrorKind.USER);
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final PostgresInventoryStore nodes;
    private final PostgresFactStore facts;
    private final PostgresGroupStore groups;

    @Activate
    public StoredInventoryService(
            @Reference PostgresInventoryStore nodes,
            @Reference PostgresFactStore facts,
            @Reference PostgresGroupStore groups) {
        this.nodes = nodes;
        this.facts = facts;
        this.groups = groups;
    }

    @Override
    public Page<Node> list(PageRequest request) {
        return nodes.list(request, after(request), new Target.All());
    }

    /** Returns the nodes of {@link #list} for which the filter, in the language of targets, is true. */
    public Page<Node> list(PageRequest request, String filter) {
        return nodes.list(request, after(request), meaning(filter));
    }

    @Override
    public Optional<Node> find(NodeId id) {
        return nodes.find(id);
    }

    @Override
    public Node named(String nameOrId) {
        return lookUp(nameOrId).orElseThrow(() -> unknown(nameOrId));
    }

    @Override
    public Optional<Facts> facts(NodeId id) {
        return facts.find(id);
    }

    @Override
    public Selection resolve(String target) {
        Selection selection = preview(target);
        if (selection.nodes().isEmpty()) {
            throw new CentossrvException(
                    TARGET_EMPTY,
                    "The target selects no accepted node"
                            + (selection.unknown() == 0 ? "" : "; it is unknown for " + selection.unknown())
                            + ": " + quoted(target) + ".");
        }
        return selection;
    }

    /** Returns what {@link #resolve} does, or a selection without nodes. */
    public Selection preview(String target) {
        return nodes.select(target, meaning(target));
    }

    private Target meaning(String target) {
        Target parsed = TargetParser.parse(target);
        return TargetGroups.named(parsed).isEmpty() ? parsed : TargetGroups.expand(parsed, groups.meanings());
    }

    /** Says what became of a name that a node had: acting on it under the old one could hit another. */
    private CentossrvException unknown(String nameOrId) {
        List<Node> renamed = nodeName(nameOrId).map(nodes::formerly).orElse(List.of());
        if (renamed.isEmpty()) {
            return InventoryErrors.notFound(quoted(nameOrId));
        }
        String names = renamed.stream()
                .flatMap(node -> node.name().stream())
                .map(NodeName::value)
                .collect(Collectors.joining(", "));
        return new CentossrvException(
                InventoryErrors.NODE_NOT_FOUND,
                "There is no node " + quoted(nameOrId) + " any more. What was called so is now: " + names + ".");
    }

    private static Optional<NodeName> nodeName(String text) {
        try {
            return Optional.of(new NodeName(text.toLowerCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            // What can't be a name is no node's name.
            return Optional.empty();
        }
    }

    private Optional<Node> lookUp(String nameOrId) {
        if (UUID.matcher(nameOrId).matches()) {
            return nodes.find(NodeId.parse(nameOrId));
        }
        if (nameOrId.startsWith("SHA256:")) {
            return nameOrId.length() > 64 ? Optional.empty() : nodes.findByFingerprint(nameOrId);
        }
        return nodeName(nameOrId).flatMap(nodes::find);
    }

    private static Optional<NodeId> after(PageRequest request) {
        try {
            return request.after().map(NodeId::parse);
        } catch (IllegalArgumentException e) {
            throw new CentossrvException(
                    PAGE_INVALID, "The cursor is not one that this list gave. Start without a cursor.", e);
        }
    }

    private static String quoted(String text) {
        return "'" + (text.length() > 100 ? text.substring(0, 100) + "…" : text) + "'";
    }
}
