// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.agent;

import io.centossrv.protocol.NodeId;
import io.centossrv.transport.AgentLinkSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * What an agent says of itself.
 *
 * @param node its id
 * @param version of the agent
 * @param bootId the kernel's
 * @param machineId machine-id(5), empty where there is none
 * @param dmiUuid of the firmware, empty where there is none or it may not be read
 * @param instance of this process
 */
public record AgentFacts(
        NodeId node, String version, String bootId, String machineId, String dmiUuid, String instance) {
    private static final String INSTANCE = UUID.randomUUID().toString();
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    /** Returns the facts of an agent on this machine. */
    public static AgentFacts here(AgentLinkSettings settings) {
        try {
            return of(settings, Files.readString(BOOT_ID).strip());
        } catch (IOException e) {
            // a container may hide it; it is information, not identity
            return of(settings, "unknown");
        }
    }

    private static AgentFacts of(AgentLinkSettings settings, String bootId) {
        return new AgentFacts(
                settings.node(), settings.agentVersion(), bootId, settings.machineId(), settings.dmiUuid(), INSTANCE);
    }
}
