// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.server;

import io.centossrv.protocol.NodeId;

/** The other end of one connection, whose key a transport has proven to be the node's. Thread-safe. */
public interface Peer {
    /** Returns whose key it is. */
    NodeId node();

    /** Returns the peer's host, for logs. */
    String address();

    /** Returns the peer's public key, Z85. */
    String publicKey();

    /**
     * Sends a frame, or will; never blocks.
     *
     * @param unsent run, perhaps at once, where the frame certainly did not leave
     */
    void send(byte[] frame, Runnable unsent);

    /** Cuts the connection at once; nothing more comes from it. */
    void cut();
}
