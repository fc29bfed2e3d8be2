// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport;

import io.centossrv.protocol.NodeId;
import java.time.Instant;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Is told about links; a service (whiteboard). Called from one thread of the bus that no other work waits for. One that comes
 * later than links did is told of these, perhaps twice.
 */
@ConsumerType
public interface LinkListener {
    /** A node said Hello and was welcomed. */
    void linkUp(NodeId node, Instant at, String agentVersion);

    /** A node said Hello and was welcomed; by default tells {@link #linkUp(NodeId, Instant, String)}. */
    default void linkUp(NodeId node, Instant at, AgentHello hello) {
        linkUp(node, at, hello.agentVersion());
    }

    /** A node's link is gone: closed, cut, or silent for three heartbeats. */
    void linkDown(NodeId node, Instant at, String reason);

    /** Heartbeats since the last call, at most one call a second: node to the time of its newest. */
    void heartbeats(Map<NodeId, Instant> newest);

    /** A peer was refused; rate-limited to one call per source address and second, with the count since the last. */
    void denied(String sourceAddress, String publicKey, String reason, long count);
}
