// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.agent;

import io.centossrv.protocol.NodeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What an agent says of itself.
 *
 * @param node its id
 * @param version of the agent
 * @param bootId the kernel's
 */
public record AgentFacts(NodeId node, String version, String bootId) {
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    /** Returns the facts of an agent on this machine. */
    public static AgentFacts here(NodeId node, String version) {
        try {
            return new AgentFacts(node, version, Files.readString(BOOT_ID).strip());
        } catch (IOException e) {
            // a container may hide it; it is information, not identity
            return new AgentFacts(node, version, "unknown");
        }
    }
}
