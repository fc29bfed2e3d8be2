// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.engine;

import io.centossrv.playbook.model.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The variables that roles bring. Those of dependencies are seen too; those of the roles around as well. */
final class RoleVariables {
    private RoleVariables() {}

    static Map<String, Object> defaults(List<Role> chain) {
        Map<String, Object> vars = new LinkedHashMap<>();
        if (!chain.isEmpty()) {
            Role role = chain.get(chain.size() - 1);
            dependencies(role).forEach(dependency -> vars.putAll(defaults(List.of(dependency))));
            chain.forEach(each -> vars.putAll(each.defaults()));
        }
        return vars;
    }

    /** Returns what {@code vars} files and the {@code vars} of the roles' uses hold, without parameters. */
    static Map<String, Object> vars(List<Role> chain) {
        Map<String, Object> vars = new LinkedHashMap<>();
        if (!chain.isEmpty()) {
            chain.forEach(each -> own(each, vars));
            Role role = chain.get(chain.size() - 1);
            dependencies(role).forEach(dependency -> vars.putAll(vars(List.of(dependency))));
            own(role, vars);
        }
        return vars;
    }

    private static void own(Role role, Map<String, Object> vars) {
        vars.putAll(role.keywords().vars());
        vars.putAll(role.vars());
    }

    static Map<String, Object> params(List<Role> chain) {
        Map<String, Object> params = new LinkedHashMap<>();
        chain.forEach(each -> params.putAll(each.params()));
        return params;
    }

    /** Returns all dependencies, those of dependencies before them. */
    static List<Role> dependencies(Role role) {
        List<Role> all = new ArrayList<>();
        for (Role dependency : role.dependencies()) {
            all.addAll(dependencies(dependency));
            all.add(dependency);
        }
        return all;
    }
}
