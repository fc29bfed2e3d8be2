// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One task, ready to run.
 *
 * @param name as written, else the module as written
 * @param module full name, such as {@code ansible.builtin.copy}
 * @param arguments plain values by option, as written; paths of project files are resolved
 * @param switches what the task's keywords say
 * @param position of the task
 */
public record CompiledTask(
        String name, String module, Map<String, Object> arguments, TaskSwitches switches, Position position) {
    public CompiledTask {
        arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    }

    /** Arguments may hold secrets: only their names are told. */
    @Override
    public String toString() {
        return "CompiledTask[name=" + name + ", module=" + module + ", arguments=" + arguments.keySet() + ", at="
                + position + "]";
    }
}
