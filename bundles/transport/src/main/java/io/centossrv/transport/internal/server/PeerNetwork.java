// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.server;

import io.centossrv.protocol.NodeId;

/** What the links need of a transport. */
public interface PeerNetwork {
    /** Cuts each connection of a node, also those whose handshake is under way. */
    void forget(NodeId node);
}
