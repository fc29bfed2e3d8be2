// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.load;

import io.centossrv.playbook.MistakeKind;
import io.centossrv.playbook.internal.yaml.Value;
import io.centossrv.playbook.model.Node;
import io.centossrv.playbook.model.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads roles with what they depend on; the same use of a role in a play is read once. */
final class RoleReader {
    private final Reading reading;
    private final StaticNames names;
    private final RoleLocation location;
    private final TaskReader tasks;
    private final RoleUses uses;

    RoleReader(Reading reading, StaticNames names) {
        this.reading = reading;
        this.names = names;
        this.location = new RoleLocation(reading);
        this.tasks = new TaskReader(reading, this, names);
        this.uses = new RoleUses(reading);
    }

    TaskReader tasks() {
        return tasks;
    }

    /** Returns the roles of a list under {@code roles} or {@code dependencies}. */
    List<Role> list(Value.Entry entry, Optional<String> beside, Around around) {
        List<Role> roles = new ArrayList<>();
        for (RoleUse use : uses.read(entry, beside)) {
            around.play().open().stream().findFirst().ifPresent(open -> open.next(use));
            names.resolve(use.name(), around, use.keywords().vars(), use.position())
                    .flatMap(name -> read(named(use, name), around))
                    .ifPresent(roles::add);
        }
        return roles;
    }

    private static RoleUse named(RoleUse use, String name) {
        return new RoleUse(
                name,
                use.keywords(),
                use.params(),
                use.beside(),
                use.from(),
                use.included(),
                use.allowDuplicates(),
                use.checked(),
                use.position());
    }

    /** Returns a role; empty with a mistake. */
    Optional<Role> read(RoleUse use, Around around) {
        Optional<String> path = location.find(use.name(), around.play().folder(), use.beside());
        if (path.isEmpty()) {
            reading.add(
                    "missing-role",
                    MistakeKind.MISSING_ROLE,
                    use.position(),
                    use.position(),
                    "the role '" + use.name() + "' was not found in "
                            + String.join(
                                    ":",
                                    location.candidates(
                                            use.name(), around.play().folder(), use.beside())));
            return Optional.empty();
        }
        List<Object> key = key(use, path.get());
        Role known = around.play().roles().get(key);
        if (known != null) {
            return Optional.of(known);
        }
        String open = path.get() + " " + use.from();
        Optional<PlayFrame.Open> cycle = around.play().open().stream()
                .filter(one -> one.key().equals(open))
                .findFirst();
        if (cycle.isPresent() || around.tooDeep()) {
            RoleUse at = cycle.flatMap(PlayFrame.Open::next).orElse(use);
            reading.add(
                    "recursion",
                    MistakeKind.RECURSION,
                    at.position(),
                    at.position(),
                    "A recursion loop was detected with the roles specified: '" + use.name()
                            + "' needs itself. Make sure child roles do not have dependencies on parent roles");
            return Optional.empty();
        }
        around.play().open().push(new PlayFrame.Open(open));
        try {
            Role role = load(use, path.get(), around);
            around.play().roles().put(key, role);
            return Optional.of(role);
        } finally {
            around.play().open().pop();
        }
    }

    private static List<Object> key(RoleUse use, String path) {
        Map<String, Object> keywords = new LinkedHashMap<>();
        use.keywords().all().forEach((name, keyword) -> {
            if (name.equals("when") || name.equals("tags") || name.equals("vars")) {
                keywords.put(name, keyword.value());
            }
        });
        return List.of(path, use.params(), keywords, use.from(), use.included(), use.allowDuplicates());
    }

    private Role load(RoleUse use, String path, Around outer) {
        String name = use.name().indexOf('/') < 0 ? use.name() : shown(use.name());
        RoleFiles files = new RoleFiles(reading, name, path, use.from(), use.position());
        Map<String, Object> vars = files.variables("vars");
        Map<String, Object> defaults = files.variables("defaults");
        Map<String, Object> visible = new LinkedHashMap<>(defaults);
        visible.putAll(vars);
        visible.putAll(use.keywords().vars());
        visible.putAll(use.params());
        Around inner = outer.role(new Around.RoleHome(name, path, visible)).handlers(false);
        RoleMeta meta = RoleMeta.read(files, reading, name);
        List<Role> dependencies = meta.dependencies()
                .map(entry -> list(entry, Optional.of(Paths.folder(path)), inner))
                .orElse(List.of());
        List<Node> nodes = new ArrayList<>();
        if (use.checked()) {
            meta.validation(use, name, path).ifPresent(nodes::add);
        }
        nodes.addAll(part(files, "tasks", inner));
        return new Role(
                name,
                path,
                use.keywords(),
                use.params(),
                use.included(),
                use.allowDuplicates().orElse(meta.allowDuplicates()),
                defaults,
                vars,
                dependencies,
                nodes,
                part(files, "handlers", inner.handlers(true)),
                use.position());
    }

    private static String shown(String name) {
        return name.startsWith("/") ? Paths.name(Paths.clean(name)) : name;
    }

    private List<Node> part(RoleFiles files, String part, Around around) {
        return files.part(part)
                .map(value -> tasks.nodes(value, around, value.position(), part))
                .orElse(List.of());
    }
}
