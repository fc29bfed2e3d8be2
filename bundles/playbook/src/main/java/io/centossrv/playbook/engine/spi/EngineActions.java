// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.engine.spi;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The modules that the engine does itself. */
public final class EngineActions {
    /** Their full names. */
    public static final Set<String> ALL = Stream.of(
                    "add_host",
                    "assert",
                    "debug",
                    "fail",
                    "gather_facts",
                    "group_by",
                    "import_role",
                    "import_tasks",
                    "include_role",
                    "include_tasks",
                    "include_vars",
                    "meta",
                    "pause",
                    "ping",
                    "set_fact",
                    "set_stats",
                    "setup",
                    "template",
                    "validate_argument_spec")
            .map(name -> "ansible.builtin." + name)
            .collect(Collectors.toUnmodifiableSet());

    private EngineActions() {}
}
