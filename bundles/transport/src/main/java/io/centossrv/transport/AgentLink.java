// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport;

import io.centossrv.protocol.MessageType;
import io.centossrv.protocol.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/** The agent's side of the bus. Thread-safe. */
@ProviderType
public interface AgentLink extends AutoCloseable {
    /**
     * Puts a report into the outbox, durably (fsync), and sends it when there is a link. Blocks for the disk only.
     *
     * @throws OutboxFull where the outbox has reached its limit: nothing was kept
     */
    <T extends Record> void report(MessageType<T> type, T payload);

    /**
     * Asks the control plane; nothing is kept, and without a link nothing is sent. Never blocks; the stage completes normally,
     * on a thread of the link.
     *
     * @param timeout until {@code TimedOut}, to the second
     */
    <Q extends Record, A extends Record> CompletionStage<Reply<A>> ask(
            MessageType<Q> question, Q payload, MessageType<A> answer, Duration timeout);

    /** Returns how the link stands. */
    State state();

    /** Says goodbye and ends, within two seconds. */
    @Override
    void close();

    /**
     * How a link stands.
     *
     * @param up whether the control plane has welcomed us on the present connection
     * @param since when that became so
     * @param waiting reports in the outbox
     * @param lastProof when something last came from the control plane: the proof of the way back
     */
    record State(boolean up, Instant since, long waiting, Instant lastProof) {}

    /** Is told about the link, from one thread. */
    interface Listener {
        /** The control plane welcomed us. */
        void up();

        /** The link is lost and is being tried again. */
        void down(String reason);
    }
}
