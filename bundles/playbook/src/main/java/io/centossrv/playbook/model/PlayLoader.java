// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.model;

import java.util.List;
import java.util.Map;

/** Reads what a play's dynamic includes name, while it runs. Paths are within the project. */
public interface PlayLoader {
    /** Returns the tasks of a file that {@code include_tasks} names. */
    Loaded<List<Node>> tasks(String file, Inclusion inclusion);

    /** Returns the role that {@code include_role} names; it is {@link Role#included()}. */
    Loaded<Role> role(RoleRequest request, Inclusion inclusion);

    /** Returns the variables of a YAML or JSON file, as written. */
    Loaded<Map<String, Object>> variables(String file);
}
