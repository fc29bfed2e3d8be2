// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport;

import io.centossrv.protocol.MessageType;
import java.time.Instant;

/** The agent's side of the bus. Thread-safe. */
public interface AgentLink extends AutoCloseable {
    /**
     * Puts a report into the outbox, durably (fsync), and sends it when there is a link. Blocks for the disk only.
     *
     * @throws OutboxFull where the outbox has reached its limit: nothing was kept
     */
    <T extends Record> void report(MessageType<T> type, T payload);

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
