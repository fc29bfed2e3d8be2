// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.agent;

/** Makes connections to one control plane. */
public interface AgentDialer extends AutoCloseable {
    /**
     * Returns a new connection, which may still be on its way up.
     *
     * @throws ChannelLost where that can't be
     */
    AgentChannel dial() throws ChannelLost;

    @Override
    void close();
}
