// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport;

import io.centossrv.protocol.MessageType;
import io.centossrv.protocol.NodeId;
import io.centossrv.protocol.Reply;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/** The control plane's side of the bus: a service while the server socket is bound. Thread-safe. */
@ProviderType
public interface NodeBus {
    /**
     * Asks one node. Never blocks; the stage completes normally with one of the {@link Reply} kinds, on a thread of the
     * bus: hand longer work over.
     *
     * @param timeout until {@code TimedOut}
     */
    <Q extends Record, A extends Record> CompletionStage<Reply<A>> ask(
            NodeId node, MessageType<Q> question, Q payload, MessageType<A> answer, Duration timeout);

    /** Returns the nodes that have a link to this control plane now. */
    Set<NodeId> linked();

    /** Cuts a node's link at once, also where the peer does not answer. It may connect again if its key is accepted. */
    void cut(NodeId node, String reason);
}
