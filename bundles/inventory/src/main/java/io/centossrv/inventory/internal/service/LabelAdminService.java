// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.service;

import io.centossrv.inventory.Node;
import io.centossrv.inventory.Selection;
import io.centossrv.inventory.internal.label.Label;
import io.centossrv.inventory.internal.store.PostgresLabelStore;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorKind;
import io.centossrv.platform.security.Caller;
import io.centossrv.platform.security.Permission;
import io.centossrv.protocol.NodeId;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tags, metadata, roles and sites of nodes: operators set them, nodes can't. */
@Component(service = LabelAdminService.class)
public final class LabelAdminService {
    private static final ErrorCode INVALID = new ErrorCode("label-invalid", ErrorKind.USER);
    private static final Permission SET = new Permission("tag:set");
    private static final Permission REMOVE = new Permission("tag:remove");
    private static final int MOST_AT_ONCE = 50;

    private final StoredInventoryService inventory;
    private final PostgresLabelStore labels;
    private final Clock clock;

    @Activate
    public LabelAdminService(@Reference StoredInventoryService inventory, @Reference PostgresLabelStore labels) {
        this(inventory, labels, Clock.systemUTC());
    }

    public LabelAdminService(StoredInventoryService inventory, PostgresLabelStore labels, Clock clock) {
        this.inventory = inventory;
        this.labels = labels;
        this.clock = clock;
    }

    /**
     * What came of a change.
     *
     * @param nodes that the target selected
     * @param changed those of them that were not so before
     */
    public record Outcome(int nodes, int changed) {}

    /** Returns what is said of a node. */
    public List<Label> of(NodeId node) {
        return labels.of(node);
    }

    /**
     * Sets labels on the nodes that a target selects.
     *
     * @throws CentossrvException {@code label-invalid}, {@code labels-too-many}, or as of a target
     */
    public Outcome set(Caller caller, String target, List<String> texts) {
        caller.require(SET);
        List<Label> set = texts.stream().map(Label::parse).toList();
        checkEach(set);
        List<NodeId> nodes = select(target);
        return new Outcome(nodes.size(), labels.change(nodes, set, List.of(), caller.name(), clock.instant()));
    }

    /** Removes labels, named without their values, from the nodes that a target selects. */
    public Outcome remove(Caller caller, String target, List<String> texts) {
        caller.require(REMOVE);
        List<Label> removed = texts.stream().map(Label::parseKey).toList();
        checkEach(removed);
        List<NodeId> nodes = select(target);
        return new Outcome(nodes.size(), labels.change(nodes, List.of(), removed, caller.name(), clock.instant()));
    }

    private List<NodeId> select(String target) {
        Selection selection = inventory.resolve(target);
        return selection.nodes().stream().map(Node::id).toList();
    }

    /** One statement can't set one thing twice. */
    private static void checkEach(List<Label> labels) {
        if (labels.isEmpty() || labels.size() > MOST_AT_ONCE) {
            throw new CentossrvException(INVALID, "Name 1 to " + MOST_AT_ONCE + " tags, metadata, roles or sites.");
        }
        Set<String> keys = new HashSet<>();
        for (Label label : labels) {
            if (!keys.add(label.kind() + ":" + label.name())) {
                throw new CentossrvException(INVALID, "It is said twice what " + label + " is to be.");
            }
        }
    }
}
