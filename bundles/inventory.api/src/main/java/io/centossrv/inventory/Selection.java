// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory;

import java.util.List;

/**
 * The nodes that a target selects.
 *
 * @param target the text
 * @param nodes accepted nodes for which the target is true, by name
 * @param unknown how many accepted nodes there are for which it is neither true nor false
 */
public record Selection(String target, List<Node> nodes, int unknown) {
    public Selection {
        nodes = List.copyOf(nodes);
    }
}
