// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory;

import io.centossrv.protocol.NodeId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A node.
 *
 * @param id ours, never changes
 * @param name given at accept; empty while pending
 * @param state what it is to the control plane
 * @param hostname what the node calls itself; not trusted
 * @param fingerprint of its bus key: {@code SHA256:} and base64 without padding, as ssh-keygen shows keys
 * @param machineId of systemd, what the node says; not trusted
 * @param team whose it is
 * @param enrolledAt by the control plane's clock
 * @param acceptedAt by the control plane's clock
 * @param lastSeen newest proof of life, by the control plane's clock
 * @param agentVersion of its newest link
 */
public record Node(
        NodeId id,
        Optional<NodeName> name,
        NodeState state,
        String hostname,
        String fingerprint,
        String machineId,
        String team,
        Instant enrolledAt,
        Optional<Instant> acceptedAt,
        Optional<Instant> lastSeen,
        Optional<String> agentVersion) {
    public Node {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(state, "state");
    }
}
