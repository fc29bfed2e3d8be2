// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.engine;

import io.centossrv.playbook.Position;
import io.centossrv.playbook.model.Action;
import io.centossrv.playbook.model.Keyword;
import io.centossrv.playbook.model.Keywords;
import io.centossrv.playbook.model.Place;
import io.centossrv.playbook.model.Role;
import io.centossrv.playbook.model.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One place at which a task runs; compared by identity. A handler keeps for whom it was notified. */
final class TaskStep implements Step {
    private final Task task;
    private final Scope scope;
    private final boolean handler;
    private final boolean implicit;
    private final Set<String> notified = new LinkedHashSet<>();
    private Optional<String> handlerName = Optional.empty();

    TaskStep(Task task, Scope scope, boolean handler, boolean implicit) {
        this.task = task;
        this.scope = scope;
        this.handler = handler;
        this.implicit = implicit;
    }

    /** Returns a {@code meta} task that nobody wrote. */
    static TaskStep meta(String what, Scope scope, Position position) {
        Action action = new Action("meta", "ansible.builtin.meta", Map.of(Action.FREE_FORM, what), Place.of(position));
        return new TaskStep(
                new Task(Optional.empty(), action, Optional.empty(), Keywords.NONE, List.of(), position),
                scope,
                false,
                true);
    }

    Task task() {
        return task;
    }

    Scope scope() {
        return scope;
    }

    boolean isHandler() {
        return handler;
    }

    boolean isImplicit() {
        return implicit;
    }

    boolean is(String action) {
        return task.action().is(action);
    }

    Optional<Role> role() {
        return scope.role();
    }

    Set<String> notified() {
        return notified;
    }

    /** Returns the name with templates replaced, once that could be done. */
    Optional<String> handlerName() {
        return handlerName;
    }

    void handlerName(String name) {
        handlerName = Optional.of(name);
    }

    /** Returns a keyword, its own or the nearest around. */
    Optional<Object> keyword(String name) {
        Optional<Keyword> own = task.keywords().get(name);
        return (own.isPresent() ? own : scope.find(name)).map(Keyword::value);
    }

    /** Returns its own keyword alone. */
    Optional<Object> own(String name) {
        return task.keywords().value(name);
    }

    /** Returns what a keyword that adds up has, the outermost first. */
    List<Object> all(String name) {
        List<Object> all = new ArrayList<>(scope.all(name));
        task.keywords().value(name).ifPresent(value -> all.addAll(Scope.elements(value)));
        return all;
    }

    Map<String, Object> vars() {
        Map<String, Object> vars = new LinkedHashMap<>(scope.vars());
        vars.putAll(task.keywords().vars());
        vars.remove("tags");
        vars.remove("when");
        return vars;
    }

    Map<String, Object> params() {
        Map<String, Object> params = new LinkedHashMap<>(scope.params());
        if (is("include_tasks") || is("include_role") || is("include")) {
            params.putAll(task.keywords().vars());
        }
        return params;
    }

    /** Returns the name as shown, before templates. */
    String shownName() {
        return shownName(task.name().orElse(""));
    }

    String shownName(String name) {
        if (is("include_role")) {
            Map<String, Object> arguments = task.action().arguments();
            return name.isEmpty()
                    ? task.action().written() + " : " + arguments.getOrDefault("name", arguments.get("role"))
                    : name;
        }
        String own = name.isEmpty() ? task.action().written() : name;
        return role().map(role -> role.name() + " : " + own).orElse(own);
    }

    @Override
    public String toString() {
        return "TaskStep[" + shownName() + " at " + task.position() + "]";
    }
}
