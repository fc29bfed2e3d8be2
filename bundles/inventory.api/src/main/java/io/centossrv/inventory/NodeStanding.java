// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory;

import java.util.Objects;
import java.util.Optional;

/**
 * What a node is at this moment, to whoever is about to give it work.
 *
 * @param state what it is to the control plane
 * @param reason why, in an operator's or a rule's words; may be empty
 * @param team whose it is
 * @param agentVersion of its newest link
 */
public record NodeStanding(NodeState state, String reason, String team, Optional<String> agentVersion) {
    public NodeStanding {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(team, "team");
        Objects.requireNonNull(agentVersion, "agentVersion");
    }
}
