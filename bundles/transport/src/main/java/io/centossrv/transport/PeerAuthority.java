// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport;

import io.centossrv.protocol.NodeId;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Says whose key it is. Implemented by the domain that keeps the nodes; where no such service is present every new link is
 * refused. Asked at each handshake from one thread: answer within a second.
 */
@ConsumerType
public interface PeerAuthority {
    /**
     * Returns the accepted node that has this CURVE public key now; empty for any other key, also a pending, retired or
     * revoked node's.
     *
     * @param publicKey Z85, 40 characters
     */
    Optional<NodeId> acceptedNode(String publicKey);

    /**
     * Returns why an agent is refused although its key is accepted, such as that another machine has the same key; a link
     * that the node has stays then. Asked at each Hello by the thread that all links share: answer from memory. A failure
     * refuses.
     */
    default Optional<String> refusal(NodeId node, AgentHello hello) {
        return Optional.empty();
    }
}
