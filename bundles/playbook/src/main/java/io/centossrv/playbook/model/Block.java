// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.model;

import io.centossrv.playbook.Position;
import java.util.List;

/**
 * Nodes that share keywords: a {@code block}, or what an import has brought, whose task's keywords these are then.
 *
 * @param tasks in order; empty for an imported role, which has them
 */
public record Block(
        Keywords keywords, List<Node> tasks, List<Node> rescue, List<Node> always, Origin origin, Position position)
        implements Node {
    public Block {
        tasks = List.copyOf(tasks);
        rescue = List.copyOf(rescue);
        always = List.copyOf(always);
    }
}
