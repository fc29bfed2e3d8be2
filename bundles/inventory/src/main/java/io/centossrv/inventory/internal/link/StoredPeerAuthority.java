// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.link;

import io.centossrv.inventory.internal.store.PostgresInventoryStore;
import io.centossrv.platform.CentossrvException;
import io.centossrv.protocol.NodeId;
import io.centossrv.transport.PeerAuthority;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Asks the database at each handshake, and lets nobody in where it does not answer. There is no cache: the question is one
 * look into an index, a fraction of what the handshake costs, and so a revoked key is refused from the commit on.
 */
@Component
public final class StoredPeerAuthority implements PeerAuthority {
    private final PostgresInventoryStore nodes;
    private final OutageLog log = new OutageLog("Nodes can't connect: their keys can't be looked up.");

    @Activate
    public StoredPeerAuthority(@Reference PostgresInventoryStore nodes) {
        this.nodes = nodes;
    }

    @Override
    public Optional<NodeId> acceptedNode(String publicKey) {
        try {
            Optional<NodeId> node = nodes.acceptedNode(publicKey);
            log.works();
            return node;
        } catch (CentossrvException e) {
            log.fails(e);
            return Optional.empty();
        }
    }
}
