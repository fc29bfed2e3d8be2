// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent;

import io.centossrv.protocol.MessageType;
import org.osgi.annotation.versioning.ProviderType;

/** The way up to the control plane; a service once the node is accepted, whether or not there is a link. Thread-safe. */
@ProviderType
public interface Reporter {
    /**
     * Keeps a report durably and sends it when there is a link. Blocks for the disk only.
     *
     * @throws io.centossrv.agent.ReportRefused where the outbox is full: nothing was kept
     */
    <T extends Record> void report(MessageType<T> type, T payload);
}
