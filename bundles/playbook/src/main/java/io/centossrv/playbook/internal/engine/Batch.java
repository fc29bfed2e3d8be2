// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.engine;

import io.centossrv.jinja.ansible.Templar;
import io.centossrv.jinja.error.JinjaException;
import io.centossrv.jinja.value.Text;
import io.centossrv.playbook.engine.spi.EngineSettings;
import io.centossrv.playbook.engine.spi.TaskHeader;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;

/** A batch of hosts on its way through a play. Of one thread. */
final class Batch {
    private final Run run;
    private final PlayContext context;
    private final Scope scope;
    private final StepBuilder builder;
    private final Map<String, Cursor> cursors = new LinkedHashMap<>();
    private final List<TaskStep> order = new ArrayList<>();
    private final List<List<TaskStep>> handlers = new ArrayList<>();
    private int at;
    private boolean playEnded;

    Batch(Run run, PlayContext context, boolean forceHandlers, Optional<TaskStep> gather) {
        this.run = run;
        this.context = context;
        this.scope = Scope.of(context.play());
        EngineSettings.Options options = run.settings().options();
        TagFilter tags = new TagFilter(options.tags(), options.skipTags());
        Predicate<TaskStep> keep = step -> tags.runs(step, templar(step));
        this.builder = new StepBuilder(context.play(), keep);
        List<BlockStep> blocks = builder.play(scope, forceHandlers);
        handlers.addAll(builder.handlers(scope));
        Optional<TaskStep> setup = gather.filter(keep);
        setup.ifPresent(order::add);
        blocks.forEach(block -> order.addAll(block.flat()));
        for (String host : context.batch()) {
            cursors.put(host, new Cursor(blocks, setup, this::allHandlers));
        }
    }

    private Templar templar(TaskStep step) {
        return run.templars()
                .of(
                        run.variables().of(context, Optional.empty(), Optional.of(step)),
                        SearchPath.of(step, context.play()));
    }

    PlayContext context() {
        return context;
    }

    Scope scope() {
        return scope;
    }

    StepBuilder builder() {
        return builder;
    }

    Cursor cursor(String host) {
        return cursors.computeIfAbsent(host, key -> {
            Cursor ended = new Cursor(List.of(), Optional.empty(), List::of);
            ended.end(false);
            return ended;
        });
    }

    void cursor(String host, Cursor cursor) {
        cursors.put(host, cursor);
    }

    List<TaskStep> order() {
        return order;
    }

    int at() {
        return at;
    }

    void at(int position) {
        at = position;
    }

    List<List<TaskStep>> handlers() {
        return handlers;
    }

    private List<TaskStep> allHandlers() {
        List<TaskStep> all = new ArrayList<>();
        handlers.forEach(all::addAll);
        return all;
    }

    /** Returns the hosts that can be reached, in order. */
    List<String> left() {
        return context.batch().stream()
                .filter(host -> !run.unreachable().contains(host))
                .toList();
    }

    void fail(String host) {
        cursor(host).fail();
        context.removed().add(host);
    }

    boolean isFailed(String host) {
        return cursor(host).isFailed();
    }

    List<String> failedHosts() {
        List<String> failed = new ArrayList<>();
        cursors.forEach((host, cursor) -> {
            if (cursor.isFailed()) {
                failed.add(host);
            }
        });
        return failed;
    }

    /** Moves all hosts past what they have done: only then a failure that nothing took is one of the host. */
    void finish() {
        if (!run.isStopped()) {
            left().forEach(host -> cursor(host).next(host));
        }
    }

    boolean isPlayEnded() {
        return playEnded;
    }

    void endPlay() {
        playEnded = true;
    }

    /** Moves all hosts to the task with a name; returns whether there is one. */
    boolean startAt(String name) {
        boolean found = false;
        for (String host : context.batch()) {
            Cursor cursor = cursor(host);
            Optional<TaskStep> gather = Optional.empty();
            while (true) {
                Cursor next = cursor.copy();
                Optional<TaskStep> step = next.next(host);
                if (step.isEmpty()) {
                    break;
                }
                if (step.get().is("gather_facts") && step.get().isImplicit()) {
                    gather = step;
                }
                if (matches(step.get(), name)) {
                    cursor.gatherFirst(gather);
                    found = true;
                    break;
                }
                cursor = next;
            }
            cursors.put(host, cursor);
        }
        return found;
    }

    private static boolean matches(TaskStep step, String name) {
        if (step.isImplicit() && step.is("meta")) {
            return false;
        }
        List<String> names = List.of(step.task().name().orElse(""), step.shownName());
        try {
            PathMatcher glob = FileSystems.getDefault().getPathMatcher("glob:" + name.replace("\\", "\\\\"));
            return names.stream()
                    .anyMatch(each -> each.equals(name) || (!each.contains("/") && glob.matches(Path.of(each))));
        } catch (PatternSyntaxException e) {
            return names.contains(name);
        }
    }

    /** Returns the header of a task that begins, with its name as a host sees it. */
    TaskHeader header(TaskStep step, String host) {
        return run.header(context, step, name(step, host), run.nextTask());
    }

    /** Returns the header of a handler that is to run later. */
    TaskHeader later(TaskStep handler, String host) {
        return run.header(context, handler, name(handler, host), -1);
    }

    private String name(TaskStep step, String host) {
        String name = step.task().name().orElse("");
        if (!Templar.isTemplate(name)) {
            return name;
        }
        try {
            HostVariables vars = run.variables().of(context, Optional.of(host), Optional.of(step));
            return Text.of(
                    run.templars().of(vars, SearchPath.of(step, context.play())).template(name));
        } catch (JinjaException e) {
            // The name is for people: as written it tells enough.
            return name;
        }
    }
}
