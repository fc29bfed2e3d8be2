// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.parse;

import io.centossrv.playbook.CompiledTask;
import io.centossrv.playbook.TaskSwitches;
import io.centossrv.playbook.internal.yaml.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes a task of its map: keywords on one side, the module with its arguments on the other. */
final class TaskParser {
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Literals literals;
    private final ActionParser actions;

    TaskParser(Literals literals, ActionParser actions) {
        this.literals = literals;
        this.actions = actions;
    }

    Optional<CompiledTask> parse(Value.Mapping map, TaskSwitches play) {
        List<Value.Entry> candidates = new ArrayList<>();
        boolean loopOrBlock = false;
        for (Value.Entry entry : map.entries()) {
            if (Keywords.TASK_UNSUPPORTED.contains(entry.key()) || entry.key().startsWith("with_")) {
                literals.add("unsupported", entry, "'" + entry.key() + "' is not supported yet");
                loopOrBlock |= entry.key().equals("block") || entry.key().equals("local_action");
            } else if (!Keywords.TASK_SUPPORTED.contains(entry.key())
                    || entry.key().equals("action")) {
                candidates.add(entry);
            }
        }
        map.entry("vars").ifPresent(entry -> PlayParser.vars(entry, literals));
        TaskSwitches switches = switches(map, play);
        Optional<String> name = map.entry("name").flatMap(literals::text);
        if (candidates.size() > 1) {
            conflict(candidates);
            return Optional.empty();
        }
        if (candidates.isEmpty()) {
            if (!loopOrBlock) {
                literals.add("no-action", map, "the task names no module");
            }
            return Optional.empty();
        }
        return actions.parse(candidates.get(0), map.entry("args"))
                .map(action -> new CompiledTask(
                        name.orElse(action.written()), action.module(), action.arguments(), switches, map.position()));
    }

    private void conflict(List<Value.Entry> candidates) {
        String all = candidates.stream().map(Value.Entry::key).collect(Collectors.joining(", "));
        TreeSet<String> known = new TreeSet<>(Keywords.TASK_SUPPORTED);
        known.addAll(Keywords.TASK_UNSUPPORTED);
        List<Value.Entry> strange = candidates.stream()
                .filter(entry -> !actions.isModule(entry.key()) && !entry.key().equals("action"))
                .toList();
        if (strange.isEmpty()) {
            literals.add(
                    "conflicting-actions", candidates.get(1), "a task has one module, this one has several: " + all);
        }
        for (Value.Entry entry : strange) {
            literals.add(
                    "unknown-keyword",
                    entry,
                    "'" + entry.key() + "' is neither a keyword nor a module" + NearestName.offer(entry.key(), known));
        }
    }

    private TaskSwitches switches(Value.Mapping map, TaskSwitches play) {
        return new TaskSwitches(
                map.entry("check_mode").flatMap(literals::flag).or(play::check),
                map.entry("diff").flatMap(literals::flag).or(play::diff),
                map.entry("when").flatMap(literals::condition),
                map.entry("changed_when").flatMap(literals::condition),
                map.entry("failed_when").flatMap(literals::condition),
                map.entry("ignore_errors").flatMap(literals::flag).orElse(play.ignoreErrors()),
                map.entry("no_log").flatMap(literals::flag).orElse(play.noLog()),
                map.entry("register").flatMap(this::register),
                map.entry("timeout").flatMap(literals::seconds).or(play::timeout),
                Surroundings.environment(map, play.environment(), literals),
                Surroundings.become(map, literals).or(play.become()));
    }

    private Optional<String> register(Value.Entry entry) {
        Optional<String> name = literals.text(entry);
        if (name.isPresent() && !IDENTIFIER.matcher(name.get()).matches()) {
            literals.add(
                    "bad-name",
                    entry.value(),
                    "'" + name.get() + "' is no name for a variable: letters, digits and "
                            + "_, not beginning with a digit");
            return Optional.empty();
        }
        return name;
    }
}
