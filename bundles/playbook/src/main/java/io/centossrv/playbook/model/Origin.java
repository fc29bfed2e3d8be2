// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.model;

/** Where a block comes from. */
public sealed interface Origin {
    /** It stands there. */
    record Written() implements Origin {}

    /**
     * {@code import_tasks} brought it.
     *
     * @param file path within the project
     */
    record ImportedTasks(String file) implements Origin {}

    /** {@code import_role} brought it. */
    record ImportedRole(Role role) implements Origin {}
}
