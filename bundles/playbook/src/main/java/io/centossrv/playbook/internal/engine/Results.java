// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.engine;

import io.centossrv.jinja.value.Text;
import io.centossrv.playbook.engine.spi.HostResult;
import io.centossrv.playbook.engine.spi.RunFailure;
import io.centossrv.playbook.model.Keyword;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a task's result does: to the host, to its variables, to handlers, to the recap. */
final class Results {
    private final Run run;
    private final Batch batch;
    private final Handlers handlers;

    Results(Run run, Batch batch) {
        this.run = run;
        this.batch = batch;
        this.handlers = new Handlers(run, batch);
    }

    void take(TaskRun done) {
        ItemResult result = done.result();
        boolean ran = false;
        HostResult.Status status;
        if (result.isFailed() || (done.looped() && done.items().stream().anyMatch(ItemResult::isFailed))) {
            ran = true;
            status = failed(done);
        } else if (result.is("unreachable")) {
            status = unreachable(done);
        } else if (result.is("skipped")) {
            run.tallies().add(done.host(), Tallies.SKIPPED);
            status = HostResult.Status.SKIPPED;
        } else {
            ran = true;
            apply(done);
            status = result.is("changed") ? HostResult.Status.CHANGED : HostResult.Status.OK;
            boolean include = done.step().is("include_tasks") || done.step().is("include_role");
            if (!include) {
                run.tallies().add(done.host(), Tallies.OK);
                if (result.is("changed")) {
                    run.tallies().add(done.host(), Tallies.CHANGED);
                }
            }
        }
        tell(done, status);
        register(done);
        if (ran) {
            done.step().role().ifPresent(role -> run.progress(role).begun().add(done.host()));
        }
        if (done.step().isHandler()) {
            done.step().notified().remove(done.host());
        }
    }

    private void tell(TaskRun done, HostResult.Status status) {
        boolean include = done.step().is("include_tasks") || done.step().is("include_role");
        boolean shown = !include || (status != HostResult.Status.OK && status != HostResult.Status.CHANGED);
        if (shown) {
            run.listener().taskEnded(run.told(done.header(), done.host(), status, done.result(), done.startedAt()));
        }
    }

    private HostResult.Status failed(TaskRun done) {
        String host = done.host();
        if (done.result().ignoresErrors()) {
            run.tallies().add(host, Tallies.OK);
            run.tallies().add(host, Tallies.IGNORED);
            if (done.result().is("changed")) {
                run.tallies().add(host, Tallies.CHANGED);
            }
            return HostResult.Status.IGNORED;
        }
        boolean rescued = batch.cursor(host).isRescuable();
        if (done.runOnce()) {
            batch.context().batch().stream()
                    .filter(each -> !run.unreachable().contains(each))
                    .forEach(batch::fail);
        } else {
            batch.fail(host);
        }
        if (batch.isFailed(host)) {
            run.failed().add(host);
        }
        if (!rescued) {
            run.tallies().add(host, Tallies.FAILED);
            return HostResult.Status.FAILED;
        }
        run.tallies().add(host, Tallies.RESCUED);
        batch.context().removed().remove(host);
        Map<String, Object> known = new LinkedHashMap<>();
        known.put("ansible_failed_task", Values.unsafe(described(done.step())));
        known.put("ansible_failed_result", Values.unsafe(shown(done.result().values())));
        run.variables().set(host, known);
        return HostResult.Status.RESCUED;
    }

    private static Map<String, Object> described(TaskStep step) {
        Map<String, Object> task = new LinkedHashMap<>();
        for (Map.Entry<String, Keyword> keyword : step.task().keywords().all().entrySet()) {
            task.put(keyword.getKey(), Values.plain(keyword.getValue().value()));
        }
        task.put("name", step.task().name().orElse(""));
        task.put("action", step.task().action().written());
        task.put("args", Values.plain(step.task().action().arguments()));
        return task;
    }

    private HostResult.Status unreachable(TaskRun done) {
        if (done.result().ignoresUnreachable()) {
            run.tallies().add(done.host(), Tallies.OK);
            run.tallies().add(done.host(), Tallies.IGNORED);
        } else {
            run.unreachable().add(done.host());
            batch.context().removed().add(done.host());
            run.tallies().add(done.host(), Tallies.UNREACHABLE);
        }
        return HostResult.Status.UNREACHABLE;
    }

    private void apply(TaskRun done) {
        for (ItemResult item : done.each()) {
            if (done.result().is("changed")) {
                item.notified().forEach(name -> handlers.notify(name, done.host()));
            }
            inventory(done, item);
            facts(done, item);
            stats(done, item);
        }
    }

    private void inventory(TaskRun done, ItemResult item) {
        if (item.values().get("add_host") instanceof Map<?, ?> added) {
            String name = Text.of(added.get("host_name"));
            Map<String, Object> vars = added.get("host_vars") instanceof Map<?, ?> map ? Values.texts(map) : Map.of();
            boolean changed = run.hosts().addHost(name, vars);
            if (added.get("groups") instanceof List<?> groups) {
                for (Object group : groups) {
                    changed |= run.hosts().addToGroup(Text.of(group), name);
                }
                if (groups.isEmpty() && run.hosts().groupsOf(name).size() < 2) {
                    run.hosts().addToGroup("ungrouped", name);
                }
            }
            changed(done, item, changed);
            if (changed && !batch.context().allHosts().contains(name)) {
                batch.context().allHosts().add(name);
            }
        } else if (item.values().get("add_group") instanceof String group) {
            boolean changed = run.hosts().addGroup(group, Map.of());
            if (item.values().get("parent_groups") instanceof List<?> parents) {
                for (Object parent : parents) {
                    if (!Text.of(parent).equals("all")) {
                        changed |= run.hosts().addChild(Text.of(parent), group);
                    }
                }
            }
            changed |= run.hosts().addToGroup(group, done.host());
            changed(done, item, changed);
        }
    }

    private static void changed(TaskRun done, ItemResult item, boolean changed) {
        boolean decided = done.step().own("changed_when").isPresent();
        if (!decided) {
            item.values().put("changed", changed);
            if (done.looped()) {
                done.result().values().put("changed", done.result().is("changed") || changed);
            }
        }
    }

    private List<String> targets(TaskRun done) {
        return done.runOnce()
                        && Values.flag(done.step()
                                .keyword("run_once")
                                .map(Values::plain)
                                .orElse(false))
                ? batch.left()
                : List.of(done.host());
    }

    private void facts(TaskRun done, ItemResult item) {
        if (!(item.values().get("ansible_facts") instanceof Map<?, ?> map)
                || done.step().is("debug")) {
            return;
        }
        Map<String, Object> facts = Values.texts(map);
        List<String> targets = item.delegate().isPresent() && item.delegatesFacts()
                ? List.of(item.delegate().get())
                : targets(done);
        for (String host : targets) {
            if (done.step().is("include_vars")) {
                run.variables().include(host, facts);
            } else if (done.step().is("set_fact")) {
                if (item.isCacheable()) {
                    run.variables().setFacts(host, facts);
                }
                run.variables().set(host, facts);
            } else {
                run.variables().setFacts(host, facts);
            }
        }
    }

    private void stats(TaskRun done, ItemResult item) {
        if (item.values().get("ansible_stats") instanceof Map<?, ?> stats
                && stats.get("data") instanceof Map<?, ?> data) {
            List<String> owners = Values.flag(stats.get("per_host")) ? targets(done) : List.of("_run");
            boolean aggregate = Values.flag(stats.get("aggregate"));
            owners.forEach(owner -> data.forEach(
                    (name, value) -> run.tallies().custom(owner, Text.of(name), Values.plain(value), aggregate)));
        }
    }

    private void register(TaskRun done) {
        Optional<String> name = done.step().own("register").map(Text::of);
        if (name.isEmpty()) {
            return;
        }
        if (!Values.isIdentifier(name.get())) {
            throw new RunFailure(
                    "other", Optional.empty(), "Invalid variable name in 'register' specified: '" + name.get() + "'");
        }
        Map<String, Object> kept = new LinkedHashMap<>();
        boolean clean = done.step().is("set_fact") || done.step().is("include_vars");
        Map<String, Object> shown = shown(done.result().values());
        kept.put(name.get(), clean ? shown : Values.unsafe(shown));
        targets(done).forEach(host -> run.variables().set(host, kept));
    }

    /** Returns a result without what is the engine's own. */
    private static Map<String, Object> shown(Map<String, Object> values) {
        Map<String, Object> shown = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (!name.startsWith("_ansible_")) {
                shown.put(name, inner(value));
            }
        });
        return shown;
    }

    private static Object inner(Object value) {
        if (value instanceof Map<?, ?> map && !(value instanceof LazyMap)) {
            return shown(Values.texts(map));
        }
        if (value instanceof ArrayList<?> list) {
            List<Object> all = new ArrayList<>();
            list.forEach(each -> all.add(inner(each)));
            return all;
        }
        return value;
    }
}
