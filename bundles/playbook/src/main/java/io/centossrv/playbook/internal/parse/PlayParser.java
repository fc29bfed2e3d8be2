// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.parse;

import io.centossrv.playbook.CompiledPlay;
import io.centossrv.playbook.CompiledTask;
import io.centossrv.playbook.Mistake;
import io.centossrv.playbook.TaskSwitches;
import io.centossrv.playbook.internal.yaml.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Makes plays of a playbook's document. Collects every mistake instead of stopping at the first. */
public final class PlayParser {
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final List<Mistake> mistakes;
    private final List<Mistake> warnings;
    private final Literals literals;
    private final TaskParser tasks;

    /** Creates a parser that adds to these lists. */
    public PlayParser(List<Mistake> mistakes, List<Mistake> warnings, ActionParser actions) {
        this.mistakes = mistakes;
        this.warnings = warnings;
        this.literals = new Literals(mistakes);
        this.tasks = new TaskParser(literals, actions);
    }

    /** Returns the plays of a document. */
    public List<CompiledPlay> parse(Value document) {
        List<CompiledPlay> plays = new ArrayList<>();
        if (!(document instanceof Value.Sequence list)) {
            literals.add("bad-type", document, "a playbook is a list of plays, not " + document.kind());
            return plays;
        }
        if (list.items().isEmpty()) {
            literals.add("empty", document, "the playbook has no play");
        }
        for (Value item : list.items()) {
            if (item instanceof Value.Mapping map) {
                plays.add(play(map));
            } else {
                literals.add("bad-type", item, "a play is a map, not " + item.kind());
            }
        }
        return plays;
    }

    private CompiledPlay play(Value.Mapping map) {
        for (Value.Entry entry : map.entries()) {
            keyword(entry);
        }
        if (map.entry("hosts").isEmpty()) {
            literals.add("missing-required", map, "the play does not say its 'hosts'");
        }
        List<String> hosts = map.entry("hosts").map(this::hosts).orElse(List.of());
        TaskSwitches defaults = switches(map);
        List<CompiledTask> parsed = new ArrayList<>();
        map.entry("tasks").ifPresent(entry -> tasks(entry, defaults, parsed));
        String name = map.entry("name").flatMap(literals::text).orElseGet(() -> String.join(",", hosts));
        return new CompiledPlay(name, hosts, map.entry("vars").map(this::vars).orElse(Map.of()), parsed);
    }

    private void keyword(Value.Entry entry) {
        String key = entry.key();
        if (Keywords.PLAY_UNSUPPORTED.contains(key)) {
            literals.add("unsupported", entry, "'" + key + "' of a play is not supported yet");
        } else if (!Keywords.PLAY_SUPPORTED.contains(key)) {
            TreeSet<String> known = new TreeSet<>(Keywords.PLAY_SUPPORTED);
            known.addAll(Keywords.PLAY_UNSUPPORTED);
            literals.add(
                    "unknown-keyword", entry, "'" + key + "' is no keyword of a play" + NearestName.offer(key, known));
        } else if (key.equals("gather_facts") && literals.flag(entry).orElse(false)) {
            warnings.add(new Mistake(
                    "no-facts",
                    entry.at(),
                    "no facts are gathered by a play: a node's facts come from "
                            + "the inventory, and there are no templates yet that could read them"));
        }
    }

    private TaskSwitches switches(Value.Mapping map) {
        return new TaskSwitches(
                map.entry("check_mode").flatMap(literals::flag),
                map.entry("diff").flatMap(literals::flag),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                map.entry("ignore_errors").flatMap(literals::flag).orElse(false),
                map.entry("no_log").flatMap(literals::flag).orElse(false),
                Optional.empty(),
                map.entry("timeout").flatMap(literals::seconds),
                Surroundings.environment(map, Map.of(), literals),
                Surroundings.become(map, literals));
    }

    private List<String> hosts(Value.Entry entry) {
        List<Value> items = entry.value() instanceof Value.Sequence list ? list.items() : List.of(entry.value());
        List<String> patterns = new ArrayList<>();
        for (Value item : items) {
            literals.text(new Value.Entry(entry.key(), entry.at(), item))
                    .filter(pattern -> !pattern.isBlank())
                    .ifPresent(patterns::add);
        }
        if (patterns.isEmpty()
                && mistakes.stream().noneMatch(mistake -> mistake.position()
                        .equals(entry.value().position()))) {
            literals.add("missing-required", entry.value(), "'hosts' names no host");
        }
        return patterns;
    }

    private Map<String, Object> vars(Value.Entry entry) {
        return vars(entry, literals);
    }

    static Map<String, Object> vars(Value.Entry entry, Literals literals) {
        Map<String, Object> vars = new LinkedHashMap<>();
        if (entry.value() instanceof Value.Mapping map) {
            for (Value.Entry variable : map.entries()) {
                if (!IDENTIFIER.matcher(variable.key()).matches()) {
                    literals.add(
                            "bad-name",
                            variable,
                            "'" + variable.key() + "' is no name for a variable: letters, "
                                    + "digits and _, not beginning with a digit");
                } else if (literals.literal(variable.value())) {
                    vars.put(variable.key(), variable.value().plain());
                }
            }
        } else if (entry.value().plain() != null) {
            literals.add(
                    "bad-type",
                    entry.value(),
                    "'vars' takes a map, not " + entry.value().kind());
        }
        return vars;
    }

    private void tasks(Value.Entry entry, TaskSwitches defaults, List<CompiledTask> into) {
        if (entry.value().plain() == null) {
            return;
        }
        if (!(entry.value() instanceof Value.Sequence list)) {
            literals.add(
                    "bad-type",
                    entry.value(),
                    "'tasks' takes a list, not " + entry.value().kind());
            return;
        }
        for (Value item : list.items()) {
            if (item instanceof Value.Mapping map) {
                tasks.parse(map, defaults).ifPresent(into::add);
            } else {
                literals.add("bad-type", item, "a task is a map, not " + item.kind());
            }
        }
    }
}
