// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport;

import java.time.Instant;
import java.util.Objects;

/**
 * What an agent said of itself when it came. Its key is proven; nothing of this is.
 *
 * @param address of the peer, by the server's own socket
 * @param agentVersion of the agent's distribution
 * @param bootId the kernel's
 * @param sentAt by the agent's clock
 * @param machineId machine-id(5); empty where it has none or is older
 * @param dmiUuid of its firmware, in lower case; empty where it has none, may not read it or is older
 * @param instance of the agent's process; empty where it is older
 */
public record AgentHello(
        String address,
        String agentVersion,
        String bootId,
        Instant sentAt,
        String machineId,
        String dmiUuid,
        String instance) {
    public AgentHello {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(sentAt, "sentAt");
    }
}
