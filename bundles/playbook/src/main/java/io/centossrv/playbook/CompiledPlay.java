// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A play whose tasks were validated.
 *
 * @param name as written, else its hosts
 * @param hosts the patterns as written, in order; empty once it was bound to a node
 * @param vars plain values
 * @param tasks in order
 */
public record CompiledPlay(String name, List<String> hosts, Map<String, Object> vars, List<CompiledTask> tasks) {
    public CompiledPlay {
        hosts = List.copyOf(hosts);
        vars = Collections.unmodifiableMap(new LinkedHashMap<>(vars));
        tasks = List.copyOf(tasks);
    }

    @Override
    public String toString() {
        return "CompiledPlay[name=" + name + ", hosts=" + hosts + ", tasks=" + tasks.size() + "]";
    }
}
