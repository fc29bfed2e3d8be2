// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.engine;

import io.centossrv.jinja.ansible.Templar;
import io.centossrv.jinja.error.JinjaException;
import io.centossrv.jinja.value.Text;
import io.centossrv.playbook.engine.spi.Outcome;
import io.centossrv.playbook.engine.spi.RunFailure;
import io.centossrv.playbook.model.Action;
import io.centossrv.playbook.model.Keyword;
import io.centossrv.playbook.model.Keywords;
import io.centossrv.playbook.model.Place;
import io.centossrv.playbook.model.Play;
import io.centossrv.playbook.model.Task;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Runs one play, batch by batch. */
public final class PlayRun {
    private final Run run;
    private final Play play;
    private boolean startFound;

    public PlayRun(Run run, Play play, boolean startFound) {
        this.run = run;
        this.play = play;
        this.startFound = startFound;
    }

    /** Returns whether the task to start at was found, in this play or before. */
    public boolean isStartFound() {
        return startFound;
    }

    /** Runs it; returns whether the plays after it may run. */
    public boolean run() {
        run.variables().magic().folder(play.folder());
        Templar templar = templar();
        prompts(templar);
        List<String> patterns = patterns(templar);
        String name = Text.of(evaluated(templar, play.name()));
        List<String> hosts = run.settings().inventory().select(patterns, run.hosts());
        if (hosts.isEmpty()) {
            run.listener().playStarted(name, List.of());
            run.listener().noHostsMatched();
            return true;
        }
        List<String> reachable = new ArrayList<>(ordered(hosts, templar));
        int lostBefore = run.failed().size() + run.unreachable().size();
        for (List<String> batch : batches(reachable, templar)) {
            Batch made = batch(name, hosts, batch, templar);
            boolean broken = strategy(made, templar).run();
            made.finish();
            List<String> failed = made.failedHosts();
            run.ended(
                    broken
                            ? Outcome.Kind.FAILED
                            : !run.unreachable().isEmpty()
                                    ? Outcome.Kind.UNREACHABLE
                                    : !failed.isEmpty() || lostOthers(batch) ? Outcome.Kind.FAILED : Outcome.Kind.OK);
            run.failed().addAll(failed);
            if (run.isStopped() || made.isPlayEnded()) {
                return !broken;
            }
            int lost = run.failed().size() + run.unreachable().size() - lostBefore;
            lostBefore += lost;
            if (broken || lost == batch.size()) {
                return false;
            }
        }
        return true;
    }

    private boolean lostOthers(List<String> batch) {
        return run.failed().stream().anyMatch(host -> !batch.contains(host));
    }

    private Templar templar() {
        PlayContext context = new PlayContext(play, play.name(), List.of(), List.of());
        return run.templars()
                .of(run.variables().of(context, Optional.empty(), Optional.empty()), List.of(play.folder()));
    }

    private Object evaluated(Templar templar, Object value) {
        try {
            return templar.template(value);
        } catch (JinjaException e) {
            throw new RunFailure("undefined-variable", Optional.of(play.position()), e.getMessage());
        }
    }

    private Optional<Object> keyword(Templar templar, String name) {
        return play.keywords().value(name).map(value -> evaluated(templar, value));
    }

    /** Nobody can be asked: what has no value yet gets its default. */
    private void prompts(Templar templar) {
        run.variables().clearPrompts();
        for (Map<String, Object> prompt : play.varsPrompt()) {
            String name = Text.of(evaluated(templar, prompt.get("name")));
            if (!run.settings().extraVars().containsKey(name)) {
                Object otherwise = prompt.get("default");
                run.variables().prompted(name, otherwise == null ? "" : evaluated(templar, otherwise));
            }
        }
    }

    private List<String> patterns(Templar templar) {
        List<String> patterns = new ArrayList<>();
        for (String written : play.hosts()) {
            Object value = evaluated(templar, written);
            Scope.elements(value == null ? "" : value).forEach(each -> patterns.add(Text.of(each)));
        }
        return patterns;
    }

    private List<String> ordered(List<String> hosts, Templar templar) {
        List<String> ordered = new ArrayList<>(hosts);
        String order = keyword(templar, "order").map(Text::of).orElse("inventory");
        switch (order) {
            case "inventory" -> {}
            case "sorted" -> Collections.sort(ordered);
            case "reverse_sorted" -> ordered.sort(Comparator.reverseOrder());
            case "reverse_inventory" -> Collections.reverse(ordered);
            case "shuffle" -> Collections.shuffle(ordered);
            default ->
                throw new RunFailure(
                        "bad-value",
                        Optional.of(play.position()),
                        "Invalid 'order' specified for inventory hosts: " + order);
        }
        return ordered;
    }

    private List<List<String>> batches(List<String> hosts, Templar templar) {
        List<Integer> sizes = new ArrayList<>();
        keyword(templar, "serial")
                .ifPresent(value -> Scope.elements(value).forEach(each -> sizes.add(size(each, hosts.size()))));
        if (sizes.isEmpty() || sizes.get(0) < 1) {
            return List.of(hosts);
        }
        List<List<String>> batches = new ArrayList<>();
        int from = 0;
        for (int i = 0; from < hosts.size(); i++) {
            int size = sizes.get(Math.min(i, sizes.size() - 1));
            int to = size < 1 ? hosts.size() : Math.min(hosts.size(), from + size);
            batches.add(List.copyOf(hosts.subList(from, to)));
            from = to;
        }
        return batches;
    }

    private int size(Object value, int hosts) {
        String text = Text.of(value).strip();
        try {
            if (text.endsWith("%")) {
                int percent =
                        Integer.parseInt(text.substring(0, text.length() - 1).strip());
                return Math.max(1, (int) (percent / 100.0 * hosts));
            }
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new RunFailure(
                    "bad-value",
                    Optional.of(play.position()),
                    "serial must be a number or a percentage, not '" + text + "'");
        }
    }

    private Batch batch(String name, List<String> all, List<String> hosts, Templar templar) {
        PlayContext context = new PlayContext(play, name, all, hosts);
        run.batch(hosts);
        run.listener().playStarted(name, hosts);
        boolean force = keyword(templar, "force_handlers")
                .map(Values::flag)
                .orElse(run.settings().options().forceHandlers());
        Batch batch = new Batch(run, context, force, gather(templar));
        Optional<String> start = run.settings().options().startAtTask().filter(task -> !startFound);
        start.ifPresent(task -> startFound = batch.startAt(task));
        Set<String> lost = new LinkedHashSet<>(run.failed());
        run.failed().clear();
        lost.stream().filter(hosts::contains).forEach(batch::fail);
        lost.stream().filter(host -> !hosts.contains(host)).forEach(host -> {
            context.removed().add(host);
            run.failed().add(host);
        });
        context.removed().addAll(run.unreachable());
        return batch;
    }

    private Optional<TaskStep> gather(Templar templar) {
        boolean wanted = keyword(templar, "gather_facts")
                .map(Values::flag)
                .orElse(run.settings().options().gathers());
        if (!wanted) {
            return Optional.empty();
        }
        Map<String, Object> arguments = new LinkedHashMap<>();
        for (String option : List.of("gather_subset", "gather_timeout", "fact_path")) {
            play.keywords().value(option).ifPresent(value -> arguments.put(option, value));
        }
        Place place = Place.of(play.position());
        Keywords keywords = Keywords.NONE;
        if (play.keywords().value("tags").isEmpty()) {
            keywords = keywords.with("tags", new Keyword("always", play.position(), place));
        }
        if (!play.conditions().isEmpty()) {
            keywords = keywords.with("when", new Keyword(play.conditions(), play.position(), place));
        }
        Action action = new Action("gather_facts", "ansible.builtin.gather_facts", arguments, place);
        Task task = new Task(
                Optional.of("Gathering Facts"), action, Optional.empty(), keywords, List.of(), play.position());
        return Optional.of(new TaskStep(task, Scope.of(play), false, true));
    }

    private Strategy strategy(Batch batch, Templar templar) {
        String name = keyword(templar, "strategy").map(Text::of).orElse("linear");
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "linear", "debug" -> new LinearStrategy(run, batch, mostFailed(templar));
            case "free", "host_pinned" -> new FreeStrategy(run, batch);
            default ->
                throw new RunFailure(
                        "bad-value", Optional.of(play.position()), "Invalid play strategy specified: " + name);
        };
    }

    private Optional<Double> mostFailed(Templar templar) {
        return keyword(templar, "max_fail_percentage").map(value -> {
            String text = Text.of(value).strip().replace("%", "");
            try {
                return Double.valueOf(text);
            } catch (NumberFormatException e) {
                throw new RunFailure(
                        "bad-value",
                        Optional.of(play.position()),
                        "max_fail_percentage must be a number, not '" + text + "'");
            }
        });
    }
}
