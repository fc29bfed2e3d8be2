// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport;

import io.centossrv.protocol.NodeId;
import java.nio.file.Path;
import java.util.Objects;

/**
 * What an agent needs to connect.
 *
 * @param node this node's id
 * @param endpoint {@code tcp://host:port}
 * @param serverKey the bus's CURVE public key, Z85
 * @param publicKey this node's CURVE public key, Z85
 * @param secretKey this node's CURVE secret key, Z85
 * @param agentVersion for Hello
 * @param outbox a folder for reports that are not acknowledged yet; made if missing
 * @param outboxLimit bytes that the outbox may take
 * @param machineId machine-id(5) for Hello, empty where there is none
 * @param dmiUuid of the firmware for Hello, empty where there is none or it may not be read
 */
public record AgentLinkSettings(
        NodeId node,
        String endpoint,
        String serverKey,
        String publicKey,
        String secretKey,
        String agentVersion,
        Path outbox,
        long outboxLimit,
        String machineId,
        String dmiUuid) {
    public AgentLinkSettings {
        Objects.requireNonNull(machineId, "machineId");
        Objects.requireNonNull(dmiUuid, "dmiUuid");
        Objects.requireNonNull(node, "node");
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(outbox, "outbox");
        if (outboxLimit < 1024 * 1024) {
            throw new IllegalArgumentException("an outbox takes at least 1 MiB");
        }
    }

    /** Makes settings that say nothing of the machine. */
    public AgentLinkSettings(
            NodeId node,
            String endpoint,
            String serverKey,
            String publicKey,
            String secretKey,
            String agentVersion,
            Path outbox,
            long outboxLimit) {
        this(node, endpoint, serverKey, publicKey, secretKey, agentVersion, outbox, outboxLimit, "", "");
    }

    @Override
    public String toString() {
        return "AgentLinkSettings[node=" + node + ", endpoint=" + endpoint + "]";
    }
}
