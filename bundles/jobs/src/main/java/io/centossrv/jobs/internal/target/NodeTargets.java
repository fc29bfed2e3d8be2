// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.target;

import io.centossrv.inventory.InventoryService;
import io.centossrv.inventory.Node;
import io.centossrv.inventory.NodeName;
import io.centossrv.inventory.NodeStanding;
import io.centossrv.inventory.NodeStandingService;
import io.centossrv.inventory.Selection;
import io.centossrv.platform.DomainUnavailable;
import io.centossrv.platform.page.PageRequest;
import io.centossrv.protocol.NodeId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The way to the domain that knows the nodes. */
@Component(service = NodeTargets.class)
public final class NodeTargets {
    private volatile InventoryService inventory;
    private volatile NodeStandingService standings;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public void bindInventory(InventoryService service) {
        inventory = service;
    }

    public void unbindInventory(InventoryService service) {
        if (inventory == service) {
            inventory = null;
        }
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public void bindStandings(NodeStandingService service) {
        standings = service;
    }

    public void unbindStandings(NodeStandingService service) {
        if (standings == service) {
            standings = null;
        }
    }

    /**
     * Returns the nodes that a target selects, by name.
     *
     * @throws DomainUnavailable while inventory is absent
     */
    public List<Node> resolve(String target) {
        return select(target).nodes();
    }

    /**
     * Returns the nodes that a target selects, by name, and how many are not known.
     *
     * @throws DomainUnavailable while inventory is absent
     */
    public Selection select(String target) {
        return present().resolve(target);
    }

    /**
     * Returns what those of these nodes that there are are at this moment.
     *
     * @throws DomainUnavailable while inventory is absent
     */
    public Map<NodeId, NodeStanding> standings(Collection<NodeId> nodes) {
        NodeStandingService present = standings;
        if (present == null) {
            throw new DomainUnavailable("inventory");
        }
        return present.standings(nodes);
    }

    /** Returns how many accepted nodes there are; of more than some hundred not all are counted. */
    public int fleet() {
        return (int) present().list(new PageRequest(PageRequest.MAX_LIMIT, Optional.empty())).items().stream()
                .filter(node -> node.name().isPresent())
                .count();
    }

    private InventoryService present() {
        InventoryService present = inventory;
        if (present == null) {
            throw new DomainUnavailable("inventory");
        }
        return present;
    }

    /** Returns the name of an accepted node. */
    public static NodeName name(Node node) {
        return node.name().orElseThrow(() -> new IllegalStateException("an accepted node has a name: " + node.id()));
    }
}
