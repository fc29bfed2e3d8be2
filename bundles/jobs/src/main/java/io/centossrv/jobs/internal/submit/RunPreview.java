// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.submit;

import io.centossrv.inventory.Node;
import java.util.List;
import java.util.Optional;

/**
 * What a request to run something would do.
 *
 * @param nodes on which it would be run, by name
 * @param unknown for how many more the target is neither true nor false
 * @param batchSize how many nodes at once
 * @param maxFailures on how many it may fail; empty for any number
 * @param confirmation whether the number of nodes must be confirmed
 */
public record RunPreview(
        String target,
        List<Node> nodes,
        int unknown,
        int batchSize,
        Optional<Integer> maxFailures,
        boolean confirmation) {
    public RunPreview {
        nodes = List.copyOf(nodes);
    }
}
