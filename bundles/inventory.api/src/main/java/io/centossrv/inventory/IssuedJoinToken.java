// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory;

import io.centossrv.protocol.NodeId;
import java.time.Instant;
import java.util.Optional;

/**
 * A join token as it is kept: without its secret.
 *
 * @param id names it
 * @param state whether it can be used
 * @param terms what it is good for
 * @param used how many machines enrolled with it
 * @param reissues the node to which it gives a new key; empty where it makes new nodes
 * @param createdBy the account
 * @param createdAt by the control plane's clock
 * @param expiresAt by the control plane's clock
 * @param revokedAt by the control plane's clock
 */
public record IssuedJoinToken(
        String id,
        State state,
        JoinTokenTerms terms,
        int used,
        Optional<NodeId> reissues,
        String createdBy,
        Instant createdAt,
        Instant expiresAt,
        Optional<Instant> revokedAt) {
    /** Whether a token can be used. */
    public enum State {
        /** It can be. */
        OPEN,
        /** As many machines as it was made for enrolled with it. */
        USED_UP,
        /** Its time is over. */
        EXPIRED,
        /** An operator took it back. */
        REVOKED
    }
}
