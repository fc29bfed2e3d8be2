// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import io.centossrv.inventory.JoinTokenTerms;
import io.centossrv.protocol.NodeId;
import java.util.Optional;

/**
 * A join token to be kept.
 *
 * @param id names it
 * @param secretHash of its secret
 * @param terms what it is good for
 * @param reissues the node that gets a new key with it; empty where it makes new nodes
 */
public record NewJoinToken(String id, byte[] secretHash, JoinTokenTerms terms, Optional<NodeId> reissues) {
    @Override
    public String toString() {
        return "NewJoinToken[id=" + id + ", terms=" + terms + "]";
    }
}
