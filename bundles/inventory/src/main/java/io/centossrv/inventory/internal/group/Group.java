// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.group;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A group of nodes: those that operators put into it with those of other groups, or those that a target selects.
 *
 * @param target what a dynamic group means; empty for a static one
 * @param members how many nodes were put into it
 * @param parts groups whose nodes are in it too, by name
 */
public record Group(
        String name,
        String description,
        Optional<String> target,
        int members,
        List<String> parts,
        String createdBy,
        Instant createdAt) {
    public Group {
        parts = List.copyOf(parts);
    }
}
