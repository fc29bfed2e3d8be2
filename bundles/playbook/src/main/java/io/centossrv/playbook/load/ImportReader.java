// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.load;

import io.centossrv.jinja.ansible.Templar;
import io.centossrv.playbook.MistakeKind;
import io.centossrv.playbook.Position;
import io.centossrv.playbook.internal.yaml.Value;
import io.centossrv.playbook.model.Action;
import io.centossrv.playbook.model.Block;
import io.centossrv.playbook.model.Keyword;
import io.centossrv.playbook.model.Keywords;
import io.centossrv.playbook.model.Node;
import io.centossrv.playbook.model.Origin;
import io.centossrv.playbook.model.Role;
import io.centossrv.playbook.model.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts in the place of an import what it brings; checks includes, which stay. */
final class ImportReader {
    private static final Set<String> OF_TASKS = Set.of("file", Action.FREE_FORM, "apply");

    private final Reading reading;
    private final TaskReader tasks;
    private final RoleReader roles;
    private final StaticNames names;
    private final KeywordReader keywords;

    ImportReader(Reading reading, TaskReader tasks, RoleReader roles, StaticNames names) {
        this.reading = reading;
        this.tasks = tasks;
        this.roles = roles;
        this.names = names;
        this.keywords = new KeywordReader(reading);
    }

    /** Returns the task itself where it imports nothing. */
    List<Node> resolve(Task task, Value.Mapping map, Around around) {
        Action action = task.action();
        if (action.is("include_tasks") || action.is("import_tasks") || action.is("include")) {
            return checksTasks(task, map) ? tasks(task, around) : List.of();
        }
        if (action.is("include_role") || action.is("import_role")) {
            return checksRole(task, map, around) ? role(task, around) : List.of();
        }
        return List.of(task);
    }

    private boolean checksTasks(Task task, Value.Mapping map) {
        boolean dynamic = task.action().is("include_tasks");
        if (dynamic && !keywordsOf(task, map)) {
            return false;
        }
        if (!task.action().is("include") && !options(task, OF_TASKS)) {
            return false;
        }
        if (file(task).isEmpty()) {
            return malformed(
                    task,
                    task.position(),
                    "No file specified for " + task.action().written());
        }
        return apply(task, dynamic);
    }

    private boolean keywordsOf(Task task, Value.Mapping map) {
        List<Value.Entry> entries = map.entries().stream()
                .filter(entry -> !entry.key().equals(task.action().written())
                        && !entry.key().startsWith("with_"))
                .toList();
        return keywords.known(
                new Value.Mapping(entries, map.weight(), map.position()),
                KeywordNames.INCLUDE,
                "'" + task.action().written() + "'");
    }

    private boolean options(Task task, Set<String> allowed) {
        for (String name : task.action().arguments().keySet()) {
            if (!allowed.contains(name) && !name.equals(Action.VARIABLE)) {
                return malformed(
                        task,
                        task.action().place().position(),
                        "Invalid options for " + task.action().written() + ": " + name);
            }
        }
        return true;
    }

    private boolean apply(Task task, boolean dynamic) {
        Object apply = task.action().arguments().get("apply");
        if (apply == null) {
            return true;
        }
        if (!dynamic) {
            return malformed(
                    task,
                    task.action().place().at("apply"),
                    "Invalid options for " + task.action().written() + ": apply");
        }
        if (!(apply instanceof Map<?, ?> map)) {
            return malformed(task, task.action().place().at("apply"), "'apply' takes a map of keywords");
        }
        for (Object key : map.keySet()) {
            if (!KeywordNames.BLOCK.contains(String.valueOf(key))) {
                return malformed(task, task.action().place().at("apply"), "'" + key + "' is no keyword of a block");
            }
        }
        return true;
    }

    private static Optional<String> file(Task task) {
        Object text = task.action().arguments().get(Action.FREE_FORM);
        Object file = text == null || text.toString().isEmpty()
                ? task.action().arguments().get("file")
                : text;
        return Optional.ofNullable(file).map(String::valueOf).filter(name -> !name.isBlank());
    }

    private List<Node> tasks(Task task, Around around) {
        String written = file(task).orElseThrow();
        boolean dynamic = task.action().is("include_tasks")
                || (task.action().is("include") && (task.loop().isPresent() || Templar.isTemplate(written)));
        if (dynamic) {
            return List.of(task);
        }
        if (task.loop().isPresent()) {
            malformed(
                    task,
                    task.loop().get().place().position(),
                    "You cannot use loops on 'import_tasks' statements. You should use 'include_tasks' instead.");
            return List.of();
        }
        Position at = task.action().place().position();
        Keywords own = task.action().is("include") ? withArguments(task) : task.keywords();
        Optional<String> name = names.resolve(written, around, own.vars(), at).map(String::strip);
        if (name.isEmpty()) {
            return List.of();
        }
        Optional<String> file = find(name.get(), around);
        if (file.isEmpty()) {
            reading.addPlaceless(
                    "not-found",
                    MistakeKind.MISSING_FILE,
                    at,
                    "the file of tasks '" + name.get() + "' is not in the project: looked for "
                            + String.join(", ", candidates(name.get(), around)));
            return List.of();
        }
        Optional<Value> content = reading.yaml(file.get(), at);
        if (content.isEmpty()) {
            return List.of();
        }
        List<Node> nodes = tasks.nodes(
                content.get(),
                around.within(own.vars()).file(file.get()),
                content.get().position(),
                file.get());
        return List.of(
                new Block(own, nodes, List.of(), List.of(), new Origin.ImportedTasks(file.get()), task.position()));
    }

    /** Old {@code include} gives its options as variables. */
    private static Keywords withArguments(Task task) {
        Map<Object, Object> vars = new LinkedHashMap<>(task.keywords().vars());
        task.action().arguments().forEach((key, value) -> {
            if (!OF_TASKS.contains(key)) {
                vars.put(key, value);
            }
        });
        return task.keywords()
                .with("vars", new Keyword(vars, task.position(), task.action().place()));
    }

    private Optional<String> find(String name, Around around) {
        return candidates(name, around).stream().filter(reading::isFile).findFirst();
    }

    private static List<String> candidates(String name, Around around) {
        List<String> candidates = new ArrayList<>();
        String kind = around.handlers() ? "handlers" : "tasks";
        around.files().forEach(file -> candidates.add(Paths.join(Paths.folder(file), name)));
        around.role().ifPresent(role -> {
            candidates.add(Paths.join(role.path() + "/" + kind, name));
            candidates.add(Paths.join(role.path(), name));
        });
        candidates.add(Paths.join(around.play().folder(), name));
        candidates.add(Paths.join(Paths.join(around.play().folder(), kind), name));
        return candidates.stream().distinct().toList();
    }

    private boolean checksRole(Task task, Value.Mapping map, Around around) {
        boolean dynamic = task.action().is("include_role");
        if (around.handlers()) {
            return malformed(
                    task, task.position(), "Using '" + task.action().written() + "' as a handler is not supported.");
        }
        if (dynamic && !keywordsOf(task, map)) {
            return false;
        }
        if (RoleArguments.name(task).isEmpty()) {
            return malformed(
                    task,
                    task.position(),
                    "'name' is a required field for " + task.action().written() + ".");
        }
        Optional<String> wrong = RoleArguments.mistake(task, dynamic);
        if (wrong.isPresent()) {
            return malformed(task, task.action().place().position(), wrong.get());
        }
        return apply(task, dynamic);
    }

    private List<Node> role(Task task, Around around) {
        if (task.action().is("include_role")) {
            return List.of(task);
        }
        if (task.loop().isPresent()) {
            malformed(
                    task,
                    task.loop().get().place().position(),
                    "You cannot use loops on 'import_role' statements. You should use 'include_role' instead.");
            return List.of();
        }
        Position at = RoleArguments.place(task);
        Optional<String> name = names.resolve(
                RoleArguments.name(task).orElseThrow(), around, task.keywords().vars(), at);
        if (name.isEmpty()) {
            return List.of();
        }
        Map<String, String> from = new LinkedHashMap<>();
        for (Map.Entry<String, String> one : RoleArguments.from(task).entrySet()) {
            Optional<String> file =
                    names.resolve(one.getValue(), around, task.keywords().vars(), at);
            if (file.isEmpty()) {
                return List.of();
            }
            from.put(one.getKey(), file.get());
        }
        Optional<Role> role = roles.read(
                RoleArguments.use(task, name.get(), from, around.role().map(home -> Paths.folder(home.path()))),
                around.within(task.keywords().vars()));
        if (role.isEmpty()) {
            return List.of();
        }
        Block block = new Block(
                task.keywords(), List.of(), List.of(), List.of(), new Origin.ImportedRole(role.get()), task.position());
        around.play().imported().add(role.get());
        around.play().handlers().add(block);
        return List.of(block);
    }

    private boolean malformed(Task task, Position at, String message) {
        reading.add("bad-arguments", MistakeKind.MALFORMED, at, task.position(), message);
        return false;
    }
}
