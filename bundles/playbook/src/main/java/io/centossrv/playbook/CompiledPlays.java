// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook;

import io.centossrv.playbook.json.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * A compiled playbook.
 *
 * @param plays in order
 * @param files path within the project to lower-case hex SHA-256: what the tasks need
 * @param modes path to octal mode, of those files whose mode the project knows and a task asks for
 * @param folders paths of folders that tasks copy, also empty ones
 */
public record CompiledPlays(
        List<CompiledPlay> plays, Map<String, String> files, Map<String, String> modes, List<String> folders) {
    public CompiledPlays {
        plays = List.copyOf(plays);
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
        modes = Collections.unmodifiableMap(new LinkedHashMap<>(modes));
        folders = List.copyOf(folders);
    }

    /** Returns the same with those plays only that the predicate keeps; files stay. */
    public CompiledPlays only(Predicate<CompiledPlay> keep) {
        return new CompiledPlays(plays.stream().filter(keep).toList(), files, modes, folders);
    }

    /** Returns the hashes of all files, each once, sorted. */
    public List<String> hashes() {
        return List.copyOf(new TreeSet<>(files.values()));
    }

    /** Returns as whom tasks run that do not run as the executor's own user, each once, sorted. */
    public List<String> becomeUsers() {
        return plays.stream()
                .flatMap(play -> play.tasks().stream())
                .flatMap(task -> task.switches().become().asWhom().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** Returns the form that goes into a plan: JSON, without the hosts, which the plan's node has replaced. */
    public String toJson() {
        return Json.write(PlanForm.write(this));
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws IllegalArgumentException where the form is not that of compiled plays; the message holds no values
     */
    public static CompiledPlays read(Map<String, Object> form) {
        return PlanForm.read(form);
    }
}
