// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import io.centossrv.inventory.internal.ClockOffset;
import io.centossrv.protocol.NodeId;
import io.centossrv.transport.AgentHello;
import java.time.Instant;

/**
 * A link that came up.
 *
 * @param at by the control plane's clock
 * @param hello what the agent said of itself
 */
public record LinkUp(NodeId node, Instant at, AgentHello hello) {
    long clockOffsetMillis() {
        return ClockOffset.between(at, hello.sentAt()).toMillis();
    }
}
