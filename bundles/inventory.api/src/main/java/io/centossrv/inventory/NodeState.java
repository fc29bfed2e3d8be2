// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory;

/** What a node is to the control plane. */
public enum NodeState {
    /** Enrolled, not accepted: it may do nothing. */
    PENDING,
    /** Accepted, with a link that has proven both directions within the last three heartbeats. */
    ONLINE,
    /** Accepted, without such a link. */
    OFFLINE,
    /** Accepted, and kept from all work by an operator or by a rule. */
    QUARANTINED,
    /** Gone in good order. */
    RETIRED,
    /** Its key is worthless. */
    REVOKED
}
