// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.link;

import io.centossrv.inventory.message.ResendInventory;
import io.centossrv.inventory.message.ResendTaken;
import io.centossrv.protocol.NodeId;
import io.centossrv.transport.NodeBus;
import java.time.Duration;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Asks agents for the whole of sections. What comes of it is not waited for: an agent that did not hear says again what it
 * has with its next change, with its next link, or within the hour, and is asked again.
 */
@Component(service = ResendRequests.class)
public final class ResendRequests {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

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

    void ask(NodeId node, List<String> sections) {
        NodeBus present = bus;
        if (present != null) {
            var unused =
                    present.ask(node, ResendInventory.TYPE, new ResendInventory(sections), ResendTaken.TYPE, TIMEOUT);
        }
    }
}
