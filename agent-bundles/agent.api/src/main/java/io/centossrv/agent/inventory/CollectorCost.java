// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.inventory;

/** What asking a collector costs the node. */
public enum CollectorCost {
    /** Reads some small files. */
    CHEAP,
    /** Starts processes or reads much: asked after all that are cheap. */
    COSTLY
}
