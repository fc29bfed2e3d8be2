// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent;

import io.centossrv.protocol.MessageType;
import io.centossrv.protocol.Reply;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Questions to the control plane, for what is of use only now: nothing is kept. What must not be lost goes to {@link Reporter}.
 * A service once the node is accepted, whether or not there is a link. Thread-safe.
 */
@ProviderType
public interface ControlPlane {
    /**
     * Asks. Never blocks; the stage completes normally with one of the {@link Reply} kinds, on a thread of the link: hand
     * longer work over. An older control plane answers {@code rejected(unsupported)}. Of all callers together few questions
     * may be open: {@code rejected(busy)} beyond.
     *
     * @param timeout until {@code TimedOut}, to the second
     */
    <Q extends Record, A extends Record> CompletionStage<Reply<A>> ask(
            MessageType<Q> question, Q payload, MessageType<A> answer, Duration timeout);
}
