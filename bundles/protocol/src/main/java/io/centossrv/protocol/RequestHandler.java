// SPDX-License-Identifier: Apache-2.0
package io.centossrv.protocol;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Answers requests of one type, in the agent or in the control plane; registered as a service. Of several handlers of one
 * type the one of the highest bundle version is asked. Without a handler the peer gets {@code rejected(unsupported)}.
 */
@ConsumerType
public interface RequestHandler<Q extends Record, A extends Record> {
    /** Returns the type of the question; the same at each call. */
    MessageType<Q> question();

    /** Returns the type of the answer; the same at each call. */
    MessageType<A> answer();

    /**
     * Answers. Called by several threads at once; must return within the asker's timeout.
     *
     * @param peer the node: the one that asks in the control plane, this one in an agent
     * @throws RequestRejected to refuse with a code; any other exception becomes {@code failed(internal)}
     */
    A handle(NodeId peer, Q question);
}
