// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.engine;

import io.centossrv.playbook.engine.spi.TaskHeader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All hosts do a task before one of them does the next. */
final class LinearStrategy implements Strategy {
    private static final Set<String> ONCE = Set.of("add_host");

    private final Run run;
    private final Batch batch;
    private final Results results;
    private final Includes includes;
    private final MetaTasks meta;
    private final Optional<Double> mostFailed;
    private boolean inHandlers;

    LinearStrategy(Run run, Batch batch, Optional<Double> mostFailed) {
        this.run = run;
        this.batch = batch;
        this.results = new Results(run, batch);
        this.includes = new Includes(run, batch);
        this.meta = new MetaTasks(run, batch);
        this.mostFailed = mostFailed;
    }

    @Override
    public boolean run() {
        boolean broken = false;
        while (!run.isStopped()) {
            List<String> left = batch.left();
            Map<String, TaskStep> next = next(left);
            if (next.isEmpty()) {
                return broken;
            }
            List<TaskRun> done = new ArrayList<>();
            boolean fatal = step(next, done);
            includes.process(done);
            broken |= fatal && spread(done, next, left);
            broken |= tooMany(done, next, left);
            if (broken && run.failed().size() >= left.size()) {
                run.listener().noHostsRemaining();
                return true;
            }
        }
        return broken;
    }

    /** Returns which hosts do the task that comes first of what they have next. */
    private Map<String, TaskStep> next(List<String> left) {
        Map<String, Cursor> cursors = new LinkedHashMap<>();
        Map<String, TaskStep> candidates = new LinkedHashMap<>();
        for (String host : left) {
            Cursor cursor = batch.cursor(host).copy();
            cursor.next(host).ifPresent(step -> {
                cursors.put(host, cursor);
                candidates.put(host, step);
            });
        }
        Map<String, TaskStep> chosen = new LinkedHashMap<>();
        if (candidates.isEmpty()) {
            return chosen;
        }
        inHandlers &= cursors.values().stream().anyMatch(Cursor::isFlushing);
        if (inHandlers) {
            int lowest = cursors.values().stream()
                    .filter(Cursor::isFlushing)
                    .mapToInt(Cursor::handlerNumber)
                    .min()
                    .orElse(0);
            candidates.forEach((host, step) -> {
                Cursor cursor = cursors.get(host);
                if (cursor.isFlushing() && cursor.handlerNumber() == lowest) {
                    batch.cursor(host, cursor);
                    chosen.put(host, step);
                }
            });
            return chosen;
        }
        TaskStep first = first(candidates);
        candidates.forEach((host, step) -> {
            if (step == first) {
                batch.cursor(host, cursors.get(host));
                chosen.put(host, step);
            }
        });
        inHandlers = first.is("meta") && MetaTasks.kind(first).equals("flush_handlers");
        return chosen;
    }

    private TaskStep first(Map<String, TaskStep> candidates) {
        List<TaskStep> order = batch.order();
        for (int round = 0; round < 2; round++) {
            while (batch.at() < order.size()) {
                TaskStep step = order.get(batch.at());
                batch.at(batch.at() + 1);
                if (candidates.containsValue(step)) {
                    return step;
                }
            }
            batch.at(0);
        }
        return candidates.values().iterator().next();
    }

    /** Runs a task on its hosts; returns whether a failure of one of them is one of all. */
    private boolean step(Map<String, TaskStep> next, List<TaskRun> done) {
        boolean fatal = false;
        Optional<TaskHeader> header = Optional.empty();
        for (Map.Entry<String, TaskStep> entry : next.entrySet()) {
            String host = entry.getKey();
            TaskStep step = entry.getValue();
            if (run.hasRun(step, host)) {
                continue;
            }
            TaskKeywords keywords = keywords(step, host);
            boolean once;
            if (step.is("meta")) {
                if (!step.isImplicit()) {
                    header = begin(step, host);
                }
                meta.run(step, host, header);
                once = MetaTasks.isOnce(step);
            } else {
                once = ONCE.stream().anyMatch(step::is) || keywords.flag("run_once", false);
                if (header.isEmpty()) {
                    header = begin(step, host);
                }
                TaskRun ran = new TaskExecution(run, batch.context(), step, header.get(), host).run(once);
                done.add(ran);
                results.take(ran);
            }
            fatal |= (once || keywords.flag("any_errors_fatal", false)) && !keywords.flag("ignore_errors", false);
            if (once || run.isStopped()) {
                break;
            }
        }
        return fatal;
    }

    private TaskKeywords keywords(TaskStep step, String host) {
        HostVariables vars = run.variables().of(batch.context(), Optional.of(host), Optional.of(step));
        return new TaskKeywords(
                step,
                run.templars().of(vars, SearchPath.of(step, batch.context().play())),
                vars,
                run.omit());
    }

    private Optional<TaskHeader> begin(TaskStep step, String host) {
        TaskHeader header = batch.header(step, host);
        run.listener().taskStarted(header);
        return Optional.of(header);
    }

    private boolean spread(List<TaskRun> done, Map<String, TaskStep> next, List<String> left) {
        boolean lost = next.entrySet().stream()
                .anyMatch(entry -> entry.getValue().is("meta") && batch.isFailed(entry.getKey()));
        lost |= done.stream()
                .anyMatch(each -> (each.result().isFailed() && batch.isFailed(each.host()))
                        || run.unreachable().contains(each.host()));
        if (!lost) {
            return false;
        }
        boolean broken = false;
        for (String host : left) {
            Cursor ahead = batch.cursor(host).copy();
            ahead.next(host);
            if (!ahead.isBeingRescued()) {
                run.failed().add(host);
                broken = true;
            }
        }
        return broken;
    }

    private boolean tooMany(List<TaskRun> done, Map<String, TaskStep> next, List<String> left) {
        boolean some = !done.isEmpty() || next.values().stream().anyMatch(step -> step.is("meta"));
        if (mostFailed.isEmpty() || !some) {
            return false;
        }
        double share = (double) run.failed().size()
                / Math.max(1, batch.context().batch().size());
        if (share <= mostFailed.get() / 100) {
            return false;
        }
        for (String host : left) {
            boolean known = done.stream().anyMatch(each -> each.host().equals(host) && batch.isFailed(host));
            if (!known) {
                run.failed().add(host);
                batch.fail(host);
            }
        }
        run.listener().noHostsRemaining();
        return true;
    }
}
