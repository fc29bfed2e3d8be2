// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.load;

import io.centossrv.playbook.MistakeKind;
import io.centossrv.playbook.Position;
import io.centossrv.playbook.internal.yaml.Plain;
import io.centossrv.playbook.internal.yaml.Value;
import io.centossrv.playbook.model.Action;
import io.centossrv.playbook.model.Keyword;
import io.centossrv.playbook.model.Keywords;
import io.centossrv.playbook.model.Place;
import io.centossrv.playbook.model.Task;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a role says of itself.
 *
 * @param specifications of its arguments, by entry point
 */
record RoleMeta(Optional<Value.Entry> dependencies, boolean allowDuplicates, Optional<Value.Mapping> specifications) {
    private static final RoleMeta NOTHING = new RoleMeta(Optional.empty(), false, Optional.empty());

    static RoleMeta read(RoleFiles files, Reading reading, String name) {
        Optional<Value> main = files.part("meta").filter(value -> value.plain() != null);
        Optional<Value.Mapping> apart = files.meta("argument_specs").flatMap(RoleMeta::specifications);
        if (main.isEmpty()) {
            return new RoleMeta(Optional.empty(), false, apart);
        }
        if (!(main.get() instanceof Value.Mapping map)) {
            Position at = main.get().position();
            reading.add(
                    "bad-type",
                    MistakeKind.MALFORMED,
                    at,
                    at,
                    "the 'meta/main.yml' for role " + name + " is not a dictionary");
            return NOTHING;
        }
        boolean duplicates = map.entry("allow_duplicates")
                .map(entry -> entry.value().plain())
                .filter(value -> value.equals(true) || value.toString().matches("(?i)y|yes|on|1|true|t"))
                .isPresent();
        return new RoleMeta(map.entry("dependencies"), duplicates, apart.or(() -> specifications(map)));
    }

    private static Optional<Value.Mapping> specifications(Value value) {
        return value instanceof Value.Mapping map
                ? map.entry("argument_specs")
                        .map(Value.Entry::value)
                        .filter(Value.Mapping.class::isInstance)
                        .map(Value.Mapping.class::cast)
                : Optional.empty();
    }

    /** Returns the task that checks a use's arguments; empty where its entry point has no specification. */
    Optional<Task> validation(RoleUse use, String name, String path) {
        String point = use.from().getOrDefault("tasks", "main");
        Optional<Value> specification =
                specifications.flatMap(all -> all.entry(point)).map(Value.Entry::value);
        if (specification.isEmpty()
                || !(specification.get() instanceof Value.Mapping map)
                || map.entries().isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("type", "role");
        context.put("name", name);
        context.put("argument_spec_name", point);
        context.put("path", path);
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put(
                "argument_spec",
                map.entry("options").map(entry -> Plain.of(entry.value())).orElse(Map.of()));
        arguments.put("provided_arguments", use.params());
        arguments.put("validate_args_context", context);
        String module = "ansible.builtin.validate_argument_spec";
        Place place = Place.of(map.position());
        String title = "Validating arguments against arg spec '" + point + "'"
                + map.entry("short_description")
                        .map(entry -> " - " + entry.value().plain())
                        .orElse("");
        return Optional.of(new Task(
                Optional.of(title),
                new Action(module, module, arguments, place),
                Optional.empty(),
                new Keywords(Map.of("tags", new Keyword(List.of("always"), map.position(), place))),
                List.of(),
                map.position()));
    }
}
