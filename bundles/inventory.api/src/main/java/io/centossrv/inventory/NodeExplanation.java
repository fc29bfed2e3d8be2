// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory;

import java.util.List;

/**
 * Why a node is as it is.
 *
 * @param findings by topic, those of the inventory first
 */
public record NodeExplanation(Node node, List<Finding> findings) {
    public NodeExplanation {
        findings = List.copyOf(findings);
    }
}
