// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.model;

import io.centossrv.playbook.Position;
import java.util.List;
import java.util.Optional;

/**
 * A task or a handler; {@code include_tasks} and {@code include_role} too, which are loaded when they run.
 *
 * @param name as written; empty where it has none
 * @param keywords all but {@code name}, the action with its {@code args}, the loop and {@code listen};
 *     {@code local_action} has become a {@code delegate_to}
 * @param listen topics of a handler, beside its name
 * @param position of its map, which is where its errors are
 */
public record Task(
        Optional<String> name,
        Action action,
        Optional<Loop> loop,
        Keywords keywords,
        List<String> listen,
        Position position)
        implements Node {
    public Task {
        listen = List.copyOf(listen);
    }
}
