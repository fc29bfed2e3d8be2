// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.model;

import java.util.Map;

/**
 * Which role is included, and how; without templates.
 *
 * @param name of the role, or a path of its folder
 * @param from the files instead of {@code main}, by part of the role, such as {@code vars}
 *     and {@code handlers}
 * @param vars of the task
 * @param allowDuplicates as the task says, true where it says nothing
 * @param checked whether its arguments are checked ({@code rolespec_validate})
 * @param task that includes it
 */
public record RoleRequest(
        String name,
        Map<String, String> from,
        Map<String, Object> vars,
        boolean allowDuplicates,
        boolean checked,
        Task task) {
    public RoleRequest {
        from = Map.copyOf(from);
    }
}
