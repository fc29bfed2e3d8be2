// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.agent;

/** Makes connections to one control plane. */
public interface AgentDialer extends AutoCloseable {
    /**
     * Returns a new connection; waits until there is one.
     *
     * @throws ChannelLost where that can't be
     */
    AgentChannel dial() throws ChannelLost;

    /** Makes a dial that waits fail; any thread. */
    void hangUp();

    @Override
    void close();
}
