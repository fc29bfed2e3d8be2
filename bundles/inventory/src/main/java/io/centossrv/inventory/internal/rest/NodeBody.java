// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.rest;

import io.centossrv.inventory.Node;
import io.centossrv.inventory.NodeName;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** A node as REST shows it. */
public record NodeBody(
        String id,
        Optional<String> name,
        String state,
        String hostname,
        String fingerprint,
        String machineId,
        String team,
        Instant enrolledAt,
        Optional<Instant> acceptedAt,
        Optional<Instant> lastSeen,
        Optional<String> agentVersion) {
    static NodeBody of(Node node) {
        return new NodeBody(
                node.id().toString(),
                node.name().map(NodeName::value),
                node.state().name().toLowerCase(Locale.ROOT),
                node.hostname(),
                node.fingerprint(),
                node.machineId(),
                node.team(),
                node.enrolledAt(),
                node.acceptedAt(),
                node.lastSeen(),
                node.agentVersion());
    }
}
