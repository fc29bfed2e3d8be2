// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.module;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What a task does to a node. Found by ServiceLoader in the executor. Stateless and thread-safe: one instance serves all
 * tasks, and the control plane asks it for its arguments without ever running it.
 */
@ConsumerType
public interface Module {
    /** Returns its full name, such as {@code ansible.builtin.copy}; the part after the last dot is its short name. */
    String name();

    /** Returns the arguments that it takes. */
    ArgumentSpec arguments();

    /**
     * Does it, or in check mode predicts it and changes nothing. Blocks; honours the context's deadline. What goes wrong
     * on the node is a failed result or a {@link ModuleFailure}.
     */
    ModuleResult run(ModuleContext context);

    /** Returns what is wrong with the arguments beyond what their specification can say. */
    default List<ArgumentMistake> review(Arguments arguments) {
        return List.of();
    }

    /** Returns which arguments name files of the project, so that these travel with the plan. */
    default List<ProjectReference> references(Arguments arguments) {
        return List.of();
    }

    /** Returns whether it can act as another user than the executor's own; then it honours the context's. */
    default boolean canBecome() {
        return false;
    }
}
