// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory;

import java.time.Instant;

/**
 * A join token, at the only time when its text is known.
 *
 * @param id names it in lists and in the audit trail
 * @param text {@code id.secret.pin}: a secret
 * @param expiresAt by the control plane's clock
 */
public record JoinToken(String id, String text, Instant expiresAt) {
    @Override
    public String toString() {
        return "JoinToken[id=" + id + ", expiresAt=" + expiresAt + "]";
    }
}
