// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.link;

import io.centossrv.protocol.NodeId;
import io.centossrv.transport.NodeBus;
import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Cuts links through the bus, where this control plane has it: while it has not, there are no links to cut. */
@Component(service = LinkCutter.class)
public final class LinkCutter {
    private volatile NodeBus bus;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bind(NodeBus newBus) {
        bus = newBus;
    }

    void unbind(NodeBus oldBus) {
        if (bus == oldBus) {
            bus = null;
        }
    }

    public void cut(NodeId node, String reason) {
        NodeBus present = bus;
        if (present != null) {
            present.cut(node, reason);
        }
    }

    /** Returns the nodes that have a link to this control plane now. */
    Set<NodeId> linked() {
        NodeBus present = bus;
        return present == null ? Set.of() : present.linked();
    }
}
