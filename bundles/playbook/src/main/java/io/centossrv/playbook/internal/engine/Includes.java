// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.engine;

import io.centossrv.jinja.ansible.Templar;
import io.centossrv.jinja.error.JinjaException;
import io.centossrv.jinja.value.Text;
import io.centossrv.playbook.Mistake;
import io.centossrv.playbook.MistakeKind;
import io.centossrv.playbook.engine.spi.HostResult;
import io.centossrv.playbook.engine.spi.RunFailure;
import io.centossrv.playbook.model.Inclusion;
import io.centossrv.playbook.model.Keyword;
import io.centossrv.playbook.model.Keywords;
import io.centossrv.playbook.model.Loaded;
import io.centossrv.playbook.model.Node;
import io.centossrv.playbook.model.Place;
import io.centossrv.playbook.model.Role;
import io.centossrv.playbook.model.RoleRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Loads what dynamic includes name and lets it run next, for the hosts that included it. */
final class Includes {
    private static final int DEEPEST = 100;

    /** One file or role that hosts include with the same variables. */
    private record Wanted(
            TaskStep step, String name, Map<String, Object> loop, List<TaskRun> from, List<String> hosts) {}

    private final Run run;
    private final Batch batch;

    Includes(Run run, Batch batch) {
        this.run = run;
        this.batch = batch;
    }

    /** Takes the results of a task; those of includes bring tasks. */
    void process(List<TaskRun> results) {
        List<Wanted> wanted = new ArrayList<>();
        results.stream()
                .filter(done -> done.step().is("include_tasks") || done.step().is("include_role"))
                .forEach(done -> collect(done, wanted));
        if (wanted.isEmpty()) {
            return;
        }
        Map<String, List<BlockStep>> blocks = new LinkedHashMap<>();
        List<TaskStep> more = new ArrayList<>();
        Set<String> failed = new LinkedHashSet<>();
        for (Wanted each : wanted) {
            try {
                List<BlockStep> loaded = each.step().is("include_role") ? role(each) : tasks(each);
                for (BlockStep block : loaded) {
                    if (!each.step().isHandler()) {
                        more.addAll(block.flat());
                    }
                    each.hosts().forEach(host -> blocks.computeIfAbsent(host, key -> new ArrayList<>())
                            .add(block));
                }
            } catch (TaskFailure e) {
                failed.addAll(each.hosts());
            }
        }
        failed.forEach(host -> {
            run.failed().add(host);
            batch.fail(host);
        });
        blocks.forEach((host, list) -> batch.cursor(host).insert(list));
        batch.order().addAll(Math.min(batch.at(), batch.order().size()), more);
    }

    private void collect(TaskRun done, List<Wanted> wanted) {
        for (ItemResult item : done.each()) {
            if (item.is("skipped") || item.is("failed")) {
                continue;
            }
            Map<String, Object> loop = loop(item);
            String name = done.step().is("include_role")
                    ? roleName(done, loop)
                    : Text.of(item.values().get("include"));
            Wanted mine = wanted.stream()
                    .filter(each -> each.step() == done.step()
                            && each.name().equals(name)
                            && each.loop().equals(loop)
                            && !each.hosts().contains(done.host()))
                    .findFirst()
                    .orElseGet(() -> {
                        Wanted made = new Wanted(done.step(), name, loop, new ArrayList<>(), new ArrayList<>());
                        wanted.add(made);
                        return made;
                    });
            mine.from().add(done);
            mine.hosts().add(done.host());
        }
    }

    private static Map<String, Object> loop(ItemResult item) {
        Map<String, Object> loop = new LinkedHashMap<>();
        Map<String, Object> values = item.values();
        for (String naming : List.of("ansible_loop_var", "ansible_index_var")) {
            if (values.get(naming) != null) {
                String name = Text.of(values.get(naming));
                loop.put(name, Values.unsafe(values.get(name)));
            }
        }
        if (values.containsKey("ansible_loop")) {
            loop.put("ansible_loop", values.get("ansible_loop"));
        }
        return loop;
    }

    private Templar templar(TaskRun done, Map<String, Object> loop) {
        HostVariables vars = run.variables().of(batch.context(), Optional.of(done.host()), Optional.of(done.step()));
        vars.putAll(loop);
        return run.templars()
                .of(vars, SearchPath.of(done.step(), batch.context().play()));
    }

    private String roleName(TaskRun done, Map<String, Object> loop) {
        Map<String, Object> arguments = done.step().task().action().arguments();
        return Text.of(templated(templar(done, loop), arguments.getOrDefault("name", arguments.get("role"))));
    }

    private Object templated(Templar templar, Object value) {
        try {
            return templar.template(value);
        } catch (JinjaException e) {
            throw new RunFailure("undefined-variable", Optional.empty(), e.getMessage());
        }
    }

    private List<BlockStep> tasks(Wanted wanted) {
        TaskStep step = wanted.step();
        String file = found(step, wanted.name());
        if (step.scope().files().size() > DEEPEST) {
            throw new RunFailure(
                    "recursion",
                    Optional.of(step.task().position()),
                    "includes go deeper than " + DEEPEST + ": '" + file + "' includes itself?");
        }
        if (!run.templars().files().isFile(file)) {
            throw missing(wanted, file);
        }
        Scope outer = scope(wanted, Optional.of(file));
        Inclusion inclusion = inclusion(wanted, outer, step.isHandler());
        Loaded<List<Node>> loaded = run.settings().loader().tasks(file, inclusion);
        List<Node> nodes = loaded.value().orElseThrow(() -> Mistakes.failure(loaded.mistakes()));
        if (nodes.isEmpty()) {
            return List.of();
        }
        wanted.hosts().forEach(host -> run.tallies().add(host, Tallies.OK));
        run.listener().included(run.templars().files().absolute(file).toString(), List.copyOf(wanted.hosts()));
        batch.handlers().addAll(batch.builder().importedHandlers(nodes, outer));
        if (!step.isHandler()) {
            return batch.builder().blocks(nodes, outer);
        }
        List<BlockStep> blocks = new ArrayList<>();
        batch.builder().handlers(nodes, outer).forEach(beside -> {
            beside.forEach(handler -> handler.notified().addAll(wanted.hosts()));
            blocks.add(BlockStep.of(beside));
        });
        return blocks;
    }

    private TaskFailure missing(Wanted wanted, String file) {
        String message =
                "Could not find or access '" + run.templars().files().absolute(file) + "' on the Ansible Controller.";
        for (TaskRun done : wanted.from()) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("failed", true);
            values.put("reason", message);
            run.tallies().add(done.host(), Tallies.FAILED);
            run.listener()
                    .taskEnded(run.told(
                            done.header(),
                            done.host(),
                            HostResult.Status.FAILED,
                            new ItemResult(values),
                            done.startedAt()));
        }
        return new TaskFailure(message);
    }

    private Scope scope(Wanted wanted, Optional<String> file) {
        TaskStep step = wanted.step();
        Scope scope = step.scope().include(step.task().keywords(), wanted.loop(), file);
        if (step.task().action().arguments().get("apply") instanceof Map<?, ?> apply) {
            Map<String, Keyword> keywords = new LinkedHashMap<>();
            Place place = Place.of(step.task().position());
            apply.forEach((name, value) -> keywords.put(
                    String.valueOf(name), new Keyword(value, step.task().position(), place)));
            return scope.block(new Keywords(keywords), false, Optional.empty());
        }
        return scope;
    }

    private Inclusion inclusion(Wanted wanted, Scope scope, boolean handlers) {
        TaskRun first = wanted.from().get(0);
        Map<String, Object> visible =
                new LinkedHashMap<>(batch.context().play().keywords().vars());
        visible.putAll(scope.vars());
        visible.putAll(run.settings().extraVars());
        return new Inclusion(batch.context().play(), first.step().role(), scope.files(), handlers, visible);
    }

    /** Looks for a file beside those that include it, the nearest first, then in the role or beside the play. */
    private String found(TaskStep step, String name) {
        if (name.startsWith("/")) {
            return relative(name);
        }
        List<String> candidates = new ArrayList<>();
        Optional<Role> role = step.role();
        for (String around : step.scope().files()) {
            candidates.add(ProjectPaths.normal(ProjectPaths.join(ProjectPaths.parent(around), name)));
        }
        if (role.isPresent()) {
            String part = step.isHandler() ? "handlers" : "tasks";
            candidates.add(ProjectPaths.normal(role.get().path() + "/" + part + "/" + name));
            candidates.add(ProjectPaths.normal(role.get().path() + "/tasks/" + name));
            candidates.add(ProjectPaths.normal(role.get().path() + "/" + name));
        }
        String beside =
                ProjectPaths.normal(ProjectPaths.join(batch.context().play().folder(), name));
        candidates.add(beside);
        return candidates.stream()
                .filter(run.templars().files()::isFile)
                .findFirst()
                .orElse(role.isPresent() ? candidates.get(candidates.size() - 4) : beside);
    }

    private String relative(String absolute) {
        String root = run.settings().folder().toString() + "/";
        return absolute.startsWith(root) ? absolute.substring(root.length()) : absolute;
    }

    private List<BlockStep> role(Wanted wanted) {
        TaskStep step = wanted.step();
        TaskRun first = wanted.from().get(0);
        Templar templar = templar(first, wanted.loop());
        Map<String, Object> arguments = step.task().action().arguments();
        Map<String, String> from = new LinkedHashMap<>();
        for (String part : List.of("tasks", "vars", "defaults", "handlers")) {
            Object value = arguments.get(part + "_from");
            if (value != null) {
                Object name = templated(templar, value);
                if (!run.omit().equals(name)) {
                    from.put(part, Text.of(name));
                }
            }
        }
        Map<String, Object> vars = new LinkedHashMap<>(step.task().keywords().vars());
        vars.putAll(wanted.loop());
        RoleRequest request = new RoleRequest(
                wanted.name(),
                from,
                vars,
                flag(templar, arguments.get("allow_duplicates"), true),
                flag(templar, arguments.get("rolespec_validate"), true),
                step.task());
        if (step.scope().roles().size() > DEEPEST) {
            throw new RunFailure(
                    "recursion", Optional.of(step.task().position()), "includes of roles go deeper than " + DEEPEST);
        }
        Scope outer = scope(wanted, Optional.empty());
        Loaded<Role> loaded = run.settings().loader().role(request, inclusion(wanted, outer, false));
        Role role = loaded.value().orElseThrow(() -> failure(loaded.mistakes()));
        if (flag(templar, arguments.get("public"), false)) {
            batch.context().roles().add(role);
        }
        batch.handlers().addAll(batch.builder().handlers(role, outer));
        return batch.builder().role(role, outer);
    }

    /** A role that isn't there is a failure of the hosts; what can't be read ends the run. */
    private RuntimeException failure(List<Mistake> mistakes) {
        if (mistakes.get(0).kind() == MistakeKind.MISSING_ROLE) {
            run.listener().troubled(Mistakes.failure(mistakes));
            return new TaskFailure(mistakes.get(0).message());
        }
        return Mistakes.failure(mistakes);
    }

    private boolean flag(Templar templar, Object value, boolean otherwise) {
        return value == null ? otherwise : Values.flag(templated(templar, value));
    }
}
