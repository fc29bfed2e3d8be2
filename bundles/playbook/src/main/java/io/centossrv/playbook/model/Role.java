// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.model;

import io.centossrv.playbook.Position;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A role as it is used at one place. Within a play, uses with the same parameters are one and the same object, which is
 * compared by identity: it runs once on a host unless it allows duplicates.
 *
 * @param name as shown
 * @param path of its folder within the project; {@code files}, {@code templates} and {@code vars} are looked for there
 * @param keywords where it is used: {@code when}, {@code tags}, {@code vars}, {@code become} …
 * @param params other pairs beside the role's name
 * @param included whether an {@code import_role} or {@code include_role} brought it: it does not run with {@code roles}
 * @param dependencies run before it, in order
 * @param tasks with the check of its arguments first, where it has specifications
 * @param position of its use
 */
public record Role(
        String name,
        String path,
        Keywords keywords,
        Map<String, Object> params,
        boolean included,
        boolean allowDuplicates,
        Map<String, Object> defaults,
        Map<String, Object> vars,
        List<Role> dependencies,
        List<Node> tasks,
        List<Node> handlers,
        Position position) {
    public Role {
        params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
        defaults = Collections.unmodifiableMap(new LinkedHashMap<>(defaults));
        vars = Collections.unmodifiableMap(new LinkedHashMap<>(vars));
        dependencies = List.copyOf(dependencies);
        tasks = List.copyOf(tasks);
        handlers = List.copyOf(handlers);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return "Role[name=" + name + ", path=" + path + ", at=" + position + "]";
    }
}
