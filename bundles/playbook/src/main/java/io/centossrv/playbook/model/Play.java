// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.model;

import io.centossrv.playbook.Position;
import java.util.List;
import java.util.Map;

/**
 * A play.
 *
 * @param name as written, else its hosts joined by commas
 * @param hosts patterns as written; may be templates
 * @param keywords all others, such as {@code serial} and {@code become}; {@code vars} have those of an import in them
 * @param conditions of the {@code import_playbook} that brought it: of each task, but not of handlers
 * @param varsFiles as written; an item that is a list means its first file that is there
 * @param varsPrompt each with a {@code name}
 * @param roles those under {@code roles} first, then those that {@code import_role} brought, whose variables all tasks
 *     see too
 * @param file that it stands in
 */
public record Play(
        String name,
        List<String> hosts,
        Keywords keywords,
        List<Object> conditions,
        List<Object> varsFiles,
        List<Map<String, Object>> varsPrompt,
        List<Role> roles,
        List<Node> preTasks,
        List<Node> tasks,
        List<Node> postTasks,
        List<Node> handlers,
        String file,
        Position position) {
    public Play {
        hosts = List.copyOf(hosts);
        conditions = List.copyOf(conditions);
        varsFiles = List.copyOf(varsFiles);
        varsPrompt = List.copyOf(varsPrompt);
        roles = List.copyOf(roles);
        preTasks = List.copyOf(preTasks);
        tasks = List.copyOf(tasks);
        postTasks = List.copyOf(postTasks);
        handlers = List.copyOf(handlers);
    }

    /** Returns the folder that its file is in, within the project; empty for the project's own. */
    public String folder() {
        int slash = file.lastIndexOf('/');
        return slash < 0 ? "" : file.substring(0, slash);
    }

    @Override
    public String toString() {
        return "Play[name=" + name + ", at=" + position + "]";
    }
}
