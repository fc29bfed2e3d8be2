// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.engine;

import io.centossrv.jinja.ansible.Templar;
import io.centossrv.jinja.error.JinjaException;
import io.centossrv.jinja.error.UndefinedError;
import io.centossrv.jinja.value.Text;
import io.centossrv.playbook.engine.spi.HostResult;
import io.centossrv.playbook.engine.spi.TaskHeader;
import io.centossrv.playbook.model.Action;
import io.centossrv.playbook.module.Deadline;
import io.centossrv.playbook.module.OutputCapture;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One task on one host: its loop, its conditions, its attempts, and what its keywords make of the result. */
final class TaskExecution {
    private static final Set<String> CLEAN = Set.of("set_fact", "include_vars");

    private final Run run;
    private final PlayContext context;
    private final TaskStep step;
    private final TaskHeader header;
    private final String host;
    private final List<String> folders;
    private final Instant startedAt;
    private boolean ran;
    private Optional<TaskFailure> loopError = Optional.empty();

    TaskExecution(Run run, PlayContext context, TaskStep step, TaskHeader header, String host) {
        this.run = run;
        this.context = context;
        this.step = step;
        this.header = header;
        this.host = host;
        this.folders = SearchPath.of(step, context.play());
        this.startedAt = run.settings().run().clock().instant();
    }

    TaskRun run(boolean runOnce) {
        HostVariables vars = run.variables().of(context, Optional.of(host), Optional.of(step));
        vars.put("ansible_search_path", new ArrayList<Object>(SearchPath.absolute(folders, run)));
        run.hostStates(vars);
        List<ItemResult> items = List.of();
        boolean looped = false;
        ItemResult result;
        try {
            Optional<List<Object>> loop = loop(vars);
            looped = loop.isPresent();
            if (loop.isEmpty()) {
                result = attempted(vars);
            } else if (loop.get().isEmpty()) {
                Map<String, Object> none = new LinkedHashMap<>();
                none.put("changed", false);
                none.put("skipped", true);
                none.put("skipped_reason", "No items in the list");
                none.put("results", new ArrayList<>());
                result = new ItemResult(none);
            } else {
                items = each(loop.get(), vars);
                result = LoopResult.of(items);
            }
        } catch (TaskFailure e) {
            result = ItemResult.failed(e);
            result.hide(hidden(vars));
            settle(result, new TaskKeywords(step, templar(vars), vars, run.omit()));
        }
        result.values().putIfAbsent("changed", false);
        if (looped || (!ran && result.delegate().isEmpty())) {
            result.delegate(written(), false);
        }
        return new TaskRun(step, header, host, looped, items, result, vars, runOnce, startedAt);
    }

    /** Returns the host to which the task is delegated, as written. */
    private Optional<String> written() {
        return step.keyword("delegate_to").map(Text::of);
    }

    private Templar templar(HostVariables vars) {
        return run.templars().of(vars, folders);
    }

    private boolean hidden(HostVariables vars) {
        try {
            return new TaskKeywords(step, templar(vars), vars, run.omit()).flag("no_log", false);
        } catch (TaskFailure e) {
            // Where it can't be told whether it is a secret, it is one.
            return true;
        }
    }

    private Optional<List<Object>> loop(HostVariables vars) {
        try {
            return LoopItems.of(step, templar(vars), vars);
        } catch (UndefinedError e) {
            loopError = Optional.of(new TaskFailure(e.getMessage()));
            return Optional.empty();
        } catch (JinjaException e) {
            throw new TaskFailure(e.getMessage());
        }
    }

    private List<ItemResult> each(List<Object> items, HostVariables vars) {
        TaskKeywords keywords = new TaskKeywords(step, templar(vars), vars, run.omit());
        LoopControl control = LoopControl.of(step, keywords);
        if (vars.has(control.variable())) {
            run.warn("The loop variable '" + control.variable() + "' is already in use: set loop_var in loop_control."
                    + " task='" + header.name() + "' at " + step.task().position());
        }
        List<ItemResult> results = new ArrayList<>();
        for (int at = 0; at < items.size(); at++) {
            if (at > 0 && !control.pause().isZero()) {
                run.waitFor(control.pause());
            }
            Object item = items.get(at);
            vars.put("ansible_loop_var", control.variable());
            vars.put(control.variable(), item);
            long index = at;
            control.index().ifPresent(name -> {
                vars.put("ansible_index_var", name);
                vars.put(name, index);
            });
            if (control.extended()) {
                vars.put("ansible_loop", control.extended(items, at));
            }
            ItemResult result = attempted(vars);
            result.values().put(control.variable(), item);
            result.values().put("ansible_loop_var", control.variable());
            control.index().ifPresent(name -> {
                result.values().put(name, index);
                result.values().put("ansible_index_var", name);
            });
            if (control.extended()) {
                result.values().put("ansible_loop", vars.value("ansible_loop").orElse(Map.of()));
            }
            label(control, result, vars);
            results.add(result);
            tell(result);
            vars.remove(control.variable());
        }
        return results;
    }

    private void label(LoopControl control, ItemResult result, HostVariables vars) {
        Object written = control.label().orElse("{{" + control.variable() + "}}");
        try {
            result.values().put("_ansible_item_label", templar(vars).template(written));
        } catch (JinjaException e) {
            result.values().put("failed", true);
            result.values().put("msg", "Failed to template loop_control.label: " + e.getMessage());
        }
    }

    private void tell(ItemResult result) {
        boolean include = step.is("include_tasks") || step.is("include_role");
        if (include && !result.isFailed() && !result.is("skipped")) {
            return;
        }
        HostResult.Status status = result.isFailed()
                ? HostResult.Status.FAILED
                : result.is("skipped")
                        ? HostResult.Status.SKIPPED
                        : result.is("changed") ? HostResult.Status.CHANGED : HostResult.Status.OK;
        run.listener().itemEnded(run.told(header, host, status, result, startedAt));
    }

    /** Runs the task once, for the element that the variables hold; a failure is a result. */
    private ItemResult attempted(HostVariables vars) {
        TaskKeywords keywords = new TaskKeywords(step, templar(vars), vars, run.omit());
        ItemResult result;
        ran = false;
        try {
            result = execute(vars, keywords);
        } catch (TaskFailure e) {
            if (e == loopError.orElse(null)) {
                throw e;
            }
            result = ItemResult.failed(e);
            result.hide(hidden(vars));
        }
        settle(result, keywords);
        if (!ran) {
            result.delegate(written(), false);
        }
        return result;
    }

    private void settle(ItemResult result, TaskKeywords keywords) {
        try {
            result.ignoreErrors(keywords.flag("ignore_errors", false));
            result.ignoreUnreachable(keywords.flag("ignore_unreachable", false));
        } catch (TaskFailure e) {
            result.values().putIfAbsent("msg", e.getMessage());
            result.values().put("failed", true);
        }
    }

    private ItemResult execute(HostVariables vars, TaskKeywords keywords) {
        boolean noLog = keywords.flag("no_log", false);
        if (!holds(vars)) {
            Map<String, Object> skipped = new LinkedHashMap<>();
            skipped.put("changed", false);
            skipped.put("skipped", true);
            skipped.put("skip_reason", "Conditional result was False");
            ItemResult result = new ItemResult(skipped);
            result.hide(noLog);
            return result;
        }
        loopError.ifPresent(error -> {
            throw error;
        });
        if (step.is("include_tasks") || step.is("include")) {
            return included(vars);
        }
        if (step.is("include_role")) {
            return new ItemResult(Map.of("include_args", Map.of()));
        }
        Map<String, Object> arguments =
                keywords.arguments(run.groupsOf(step.task().action().module()));
        ItemResult result = new Attempts(keywords, vars, arguments, noLog).run();
        result.notified().addAll(keywords.texts("notify"));
        result.hide(noLog);
        return result;
    }

    private ItemResult included(HostVariables vars) {
        Object file = step.task()
                .action()
                .arguments()
                .getOrDefault(Action.FREE_FORM, step.task().action().arguments().get("file"));
        if (file == null) {
            throw new TaskFailure("No include file was specified to the include");
        }
        try {
            Map<String, Object> wanted = new LinkedHashMap<>();
            wanted.put("include", Text.of(templar(vars).template(file)));
            wanted.put("include_args", new LinkedHashMap<String, Object>());
            return new ItemResult(wanted);
        } catch (JinjaException e) {
            throw new TaskFailure(e.getMessage());
        }
    }

    private boolean holds(HostVariables vars) {
        for (Object condition : step.all("when")) {
            if (!condition(condition, vars, Optional.of(step.task().position()))) {
                return false;
            }
        }
        return true;
    }

    private boolean condition(Object condition, HostVariables vars, Optional<io.centossrv.playbook.Position> position) {
        try {
            return templar(vars).condition(vars.opened(condition));
        } catch (JinjaException e) {
            String text = Text.of(condition);
            if (loopError.isPresent()) {
                throw loopError.get();
            }
            throw new TaskFailure(
                    "The conditional check '" + text + "' failed. The error was: error while evaluating conditional ("
                            + text + "): " + e.getMessage(),
                    position);
        }
    }

    /** The attempts of a task that is repeated until a condition holds; one where it isn't. */
    private final class Attempts {
        private final TaskKeywords keywords;
        private final HostVariables vars;
        private final HostVariables seen;
        private final Map<String, Object> arguments;
        private final boolean noLog;
        private final Optional<String> register;
        private final Optional<String> delegate;
        private OutputCapture output = OutputCapture.unwatched();

        Attempts(TaskKeywords keywords, HostVariables vars, Map<String, Object> arguments, boolean noLog) {
            this.keywords = keywords;
            this.vars = vars;
            this.seen = vars.copy();
            this.arguments = arguments;
            this.noLog = noLog;
            this.register = step.own("register").map(Text::of);
            this.delegate = keywords.text("delegate_to");
        }

        ItemResult run() {
            ran = true;
            register.filter(name -> !Values.isIdentifier(name)).ifPresent(name -> {
                throw new TaskFailure("Invalid variable name in 'register' specified: '" + name + "'");
            });
            boolean until = step.own("until").isPresent();
            long retries = until ? Math.max(keywords.ownNumber("retries", 3), 0) + 1 : 1;
            Duration delay = Duration.ofSeconds(Math.max(keywords.ownNumber("delay", 5), 0));
            ItemResult result = new ItemResult(Map.of());
            boolean met = retries == 1;
            for (long attempt = 1; attempt <= retries; attempt++) {
                result = once();
                if (until) {
                    result.values().put("attempts", attempt);
                }
                publish(result);
                decide(result);
                publish(result);
                if (retries == 1) {
                    break;
                }
                if (all(step.own("until").orElse(true))) {
                    met = true;
                    break;
                }
                if (TaskExecution.this.run.isStopped()) {
                    break;
                }
                if (attempt < retries) {
                    result.values().put("retries", retries);
                    retried(result, attempt, retries - attempt);
                    TaskExecution.this.run.waitFor(delay);
                }
            }
            if (!met) {
                result.values().put("attempts", retries - 1);
                result.values().put("failed", true);
            }
            return finished(result);
        }

        private ItemResult finished(ItemResult result) {
            result.delegate(delegate, delegate.isPresent() && keywords.flag("delegate_facts", false));
            result.output(output);
            register.ifPresent(name -> vars.put(name, clean(result.values())));
            return result;
        }

        private void retried(ItemResult result, long attempt, long left) {
            result.hide(noLog);
            TaskExecution.this
                    .run
                    .listener()
                    .retried(
                            TaskExecution.this.run.told(header, host, HostResult.Status.FAILED, result, startedAt),
                            attempt,
                            left);
        }

        private void publish(ItemResult result) {
            register.ifPresent(name -> seen.put(name, clean(result.values())));
        }

        private Object clean(Object values) {
            return CLEAN.stream().anyMatch(step::is) ? values : Values.unsafe(values);
        }

        private ItemResult once() {
            long seconds = keywords.number("timeout", 0);
            Deadline deadline = seconds > 0
                    ? Deadline.in(Duration.ofSeconds(seconds))
                            .orEarlier(TaskExecution.this.run.settings().run().deadline())
                    : TaskExecution.this.run.settings().run().deadline();
            output = TaskExecution.this.run.output(header, noLog);
            Map<String, Object> values;
            try {
                refuseBackground();
                values = TaskExecution.this.run.actions().run(call(deadline));
            } catch (TaskFailure e) {
                values = e.result();
            } catch (JinjaException e) {
                values = new TaskFailure(e.getMessage()).result();
            }
            if (seconds > 0 && deadline.passed() && Values.flag(values.get("failed"))) {
                values = new TaskFailure("The " + step.task().action().written()
                                + " action failed to execute in the expected time frame (" + seconds
                                + ") and was terminated")
                        .result();
            }
            ItemResult result = new ItemResult(values);
            result.cacheable(Values.flag(result.values().remove("_ansible_facts_cacheable")));
            facts(values);
            Object rc = values.get("rc");
            result.values().putIfAbsent("failed", rc instanceof Long number && number != 0);
            result.values().putIfAbsent("changed", false);
            return result;
        }

        /** A task that nobody waits for would be waited for: that is said, not done. */
        private void refuseBackground() {
            if (keywords.number("async", 0) > 0 && keywords.number("poll", 15) == 0) {
                throw new TaskFailure(
                        "'async' with 'poll: 0' is not supported yet: a task can't go on behind the play."
                                + " Give it a 'poll' above 0, or a unit of systemd.",
                        Optional.of(step.task().position()));
            }
        }

        private void facts(Map<String, Object> values) {
            if (values.get("ansible_facts") instanceof Map<?, ?> facts && !step.is("debug")) {
                Map<String, Object> named = Values.texts(facts);
                boolean clean = CLEAN.stream().anyMatch(step::is);
                for (HostVariables each : List.of(seen, vars)) {
                    each.putAll(clean ? named : Values.texts((Map<?, ?>) Values.unsafe(named)));
                }
            }
        }

        private ActionCall call(Deadline deadline) {
            return new ActionCall(
                    TaskExecution.this.run.settings(),
                    step,
                    host,
                    arguments,
                    step.task().action().arguments(),
                    templar(seen),
                    seen,
                    folders,
                    keywords.flag(
                            "check_mode",
                            TaskExecution.this.run.settings().run().check()),
                    keywords.flag(
                            "diff", TaskExecution.this.run.settings().run().diff()),
                    keywords.environment(),
                    becomeUser(),
                    deadline,
                    output,
                    TaskExecution.this.run.templars());
        }

        private Optional<String> becomeUser() {
            boolean become = vars.value("ansible_become")
                    .map(value -> Values.flag(keywords.templated(value)))
                    .orElseGet(() -> keywords.flag("become", false));
            if (!become) {
                return Optional.empty();
            }
            Optional<Object> own = vars.value("ansible_become_user");
            return Optional.of(own.map(value -> Text.of(keywords.templated(value)))
                    .or(() -> keywords.text("become_user"))
                    .orElse("root"));
        }

        private void decide(ItemResult result) {
            if (result.values().containsKey("skipped")) {
                return;
            }
            String field = "changed";
            try {
                Optional<Object> changedWhen = step.own("changed_when").filter(TaskExecution::isSaid);
                if (changedWhen.isPresent()) {
                    result.values().put("changed", all(changedWhen.get()));
                }
                field = "failed";
                Optional<Object> failedWhen = step.own("failed_when").filter(TaskExecution::isSaid);
                if (failedWhen.isPresent()) {
                    boolean failed = all(failedWhen.get());
                    result.values().put("failed_when_result", failed);
                    result.values().put("failed", failed);
                }
            } catch (TaskFailure e) {
                result.values().put("failed", true);
                result.values().put(field + "_when_result", e.getMessage());
            }
        }

        private boolean all(Object conditions) {
            for (Object each : Scope.elements(conditions)) {
                if (!condition(each, seen, Optional.empty())) {
                    return false;
                }
            }
            return true;
        }
    }

    private static boolean isSaid(Object conditions) {
        return !(conditions instanceof List<?> list && list.isEmpty());
    }
}
