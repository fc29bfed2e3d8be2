// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.load;

import io.centossrv.playbook.Position;
import io.centossrv.playbook.internal.parse.NearestName;
import io.centossrv.playbook.model.Keyword;
import io.centossrv.playbook.model.Keywords;
import io.centossrv.playbook.model.Task;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The arguments of {@code import_role} and {@code include_role}. */
final class RoleArguments {
    private static final List<String> FROM = List.of("tasks", "vars", "defaults", "handlers");
    private static final Set<String> OTHERS =
            Set.of("name", "role", "apply", "public", "allow_duplicates", "rolespec_validate");
    private static final Set<String> FALSE = Set.of("n", "no", "off", "0", "false", "f");

    private RoleArguments() {}

    static Optional<String> name(Task task) {
        Map<String, Object> arguments = task.action().arguments();
        Object name = arguments.containsKey("name") ? arguments.get("name") : arguments.get("role");
        return Optional.ofNullable(name).map(String::valueOf);
    }

    static Position place(Task task) {
        return task.action().place().at(task.action().arguments().containsKey("name") ? "name" : "role");
    }

    /** Returns the first thing that is wrong. */
    static Optional<String> mistake(Task task, boolean dynamic) {
        TreeSet<String> known = new TreeSet<>(OTHERS);
        FROM.forEach(part -> known.add(part + "_from"));
        String what = task.action().written();
        for (Map.Entry<String, Object> argument : task.action().arguments().entrySet()) {
            String key = argument.getKey();
            if (!known.contains(key) || (key.equals("public") && !dynamic)) {
                return Optional.of("Invalid options for " + what + ": " + key + NearestName.offer(key, known));
            }
            if (key.endsWith("_from") && !(argument.getValue() instanceof CharSequence)) {
                return Optional.of("Expected a string for " + key + " of " + what);
            }
        }
        return Optional.empty();
    }

    /** Returns the files that take the place of {@code main}; of a path, its last part. */
    static Map<String, String> from(Task task) {
        Map<String, String> from = new LinkedHashMap<>();
        for (String part : FROM) {
            Object file = task.action().arguments().get(part + "_from");
            if (file != null) {
                from.put(part, Paths.name(file.toString()));
            }
        }
        return from;
    }

    static RoleUse use(Task task, String name, Map<String, String> from, Optional<String> beside) {
        Optional<Keyword> vars = task.keywords().get("vars");
        return new RoleUse(
                name,
                vars.map(keyword -> new Keywords(Map.of("vars", keyword))).orElse(Keywords.NONE),
                Map.of(),
                beside,
                from,
                true,
                Optional.of(flag(task, "allow_duplicates")),
                flag(task, "rolespec_validate"),
                place(task));
    }

    private static boolean flag(Task task, String name) {
        Object value = task.action().arguments().get(name);
        return value == null || !FALSE.contains(value.toString().toLowerCase(Locale.ROOT));
    }
}
