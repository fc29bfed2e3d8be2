// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory;

import io.centossrv.protocol.NodeId;

/** What became of an {@link Acceptance}. */
public sealed interface AcceptanceOutcome {
    /** Returns which node was meant. */
    String fingerprint();

    /** It was pending and is accepted now. */
    record Accepted(String fingerprint, NodeId node, NodeName name) implements AcceptanceOutcome {}

    /** It was accepted under this name before. */
    record Unchanged(String fingerprint, NodeId node, NodeName name) implements AcceptanceOutcome {}

    /**
     * It was not accepted.
     *
     * @param code as of an error
     * @param message why, a sentence
     */
    record Refused(String fingerprint, String code, String message) implements AcceptanceOutcome {}
}
