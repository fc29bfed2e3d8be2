// SPDX-License-Identifier: Apache-2.0
package io.centossrv.protocol;

import java.time.Instant;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Takes reports of one type in the control plane; registered as a service. A report is delivered at least once and, per
 * agent and type, in order. It is acknowledged, and forgotten by the agent, only when the handler has returned: commit
 * before. Without a handler it stays in the agent's outbox.
 */
@ConsumerType
public interface ReportHandler<T extends Record> {
    /** Returns the type; the same at each call. */
    MessageType<T> type();

    /**
     * Takes a report.
     *
     * @param from the node that the link's key belongs to
     * @param receivedAt by the control plane's clock
     * @throws RequestRejected to have the agent drop it, with a log line on both sides; on any other exception it comes
     *     again later
     */
    void handle(NodeId from, Instant receivedAt, T report);
}
