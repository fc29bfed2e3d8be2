// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.agent;

import java.time.Duration;
import java.util.Optional;

/** One connection to the control plane, used by one thread, except for {@link #wake}. */
public interface AgentChannel extends AutoCloseable {
    /**
     * Waits for a frame; empty after the time, or when woken.
     *
     * @throws ChannelLost where the connection is gone
     */
    Optional<byte[]> receive(Duration atMost) throws ChannelLost;

    /** Sends a frame; false where there is no room now. Never blocks. */
    boolean send(byte[] frame);

    /** Makes {@link #receive} return; any thread. */
    void wake();

    /** Ends the connection; what was sent last still goes out if it can within half a second. */
    @Override
    void close();
}
