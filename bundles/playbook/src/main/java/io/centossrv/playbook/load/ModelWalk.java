// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.load;

import io.centossrv.playbook.model.Block;
import io.centossrv.playbook.model.Keywords;
import io.centossrv.playbook.model.Node;
import io.centossrv.playbook.model.Origin;
import io.centossrv.playbook.model.Play;
import io.centossrv.playbook.model.Role;
import io.centossrv.playbook.model.Task;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Goes over all that is statically reachable of a playbook, each role once. */
final class ModelWalk {
    private final Consumer<Task> tasks;
    private final Consumer<Keywords> keywords;
    private final Set<Role> roles = Collections.newSetFromMap(new IdentityHashMap<>());

    ModelWalk(Consumer<Task> tasks, Consumer<Keywords> keywords) {
        this.tasks = tasks;
        this.keywords = keywords;
    }

    void play(Play play) {
        keywords.accept(play.keywords());
        play.roles().forEach(this::role);
        nodes(play.preTasks());
        nodes(play.tasks());
        nodes(play.postTasks());
        nodes(play.handlers());
    }

    private void role(Role role) {
        if (roles.add(role)) {
            keywords.accept(role.keywords());
            role.dependencies().forEach(this::role);
            nodes(role.tasks());
            nodes(role.handlers());
        }
    }

    private void nodes(List<Node> nodes) {
        for (Node node : nodes) {
            keywords.accept(node.keywords());
            if (node instanceof Task task) {
                tasks.accept(task);
            } else if (node instanceof Block block) {
                nodes(block.tasks());
                nodes(block.rescue());
                nodes(block.always());
                if (block.origin() instanceof Origin.ImportedRole imported) {
                    role(imported.role());
                }
            }
        }
    }
}
