// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.expected;

import io.centossrv.inventory.NodeName;
import io.centossrv.inventory.internal.label.Label;
import java.time.Instant;
import java.util.List;

/**
 * A host of which another system knows, and that is no node yet. The node that is accepted under its name gets its labels
 * and groups.
 *
 * @param source where it is known from
 */
public record ExpectedHost(
        NodeName name, List<Label> labels, List<String> groups, String source, String actor, Instant since) {
    public ExpectedHost {
        labels = List.copyOf(labels);
        groups = List.copyOf(groups);
    }
}
