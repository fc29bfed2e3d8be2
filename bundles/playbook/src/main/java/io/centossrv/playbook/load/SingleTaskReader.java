// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.load;

import io.centossrv.playbook.MistakeKind;
import io.centossrv.playbook.Position;
import io.centossrv.playbook.internal.yaml.Plain;
import io.centossrv.playbook.internal.yaml.Value;
import io.centossrv.playbook.model.Keyword;
import io.centossrv.playbook.model.Keywords;
import io.centossrv.playbook.model.Loop;
import io.centossrv.playbook.model.Node;
import io.centossrv.playbook.model.Place;
import io.centossrv.playbook.model.Task;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one task; of an import, what it brings. */
final class SingleTaskReader {
    private static final Set<String> APART = Set.of("name", "action", "local_action", "args", "loop", "listen");
    /** Lookups of ansible-core, and those that it finds in collections by a short name. */
    private static final Set<String> LOOKUPS = Set.of(
            "cartesian",
            "config",
            "csvfile",
            "dict",
            "env",
            "file",
            "fileglob",
            "first_found",
            "flattened",
            "indexed_items",
            "ini",
            "inventory_hostnames",
            "items",
            "lines",
            "list",
            "nested",
            "password",
            "pipe",
            "random_choice",
            "sequence",
            "subelements",
            "template",
            "together",
            "unvault",
            "url",
            "varnames",
            "vars");

    private final Reading reading;
    private final KeywordReader keywords;
    private final ActionReader actions;
    private final ImportReader imports;

    SingleTaskReader(Reading reading, ImportReader imports) {
        this.reading = reading;
        this.keywords = new KeywordReader(reading);
        this.actions = new ActionReader(reading);
        this.imports = imports;
    }

    /** Returns the task, or what it imports; nothing with a mistake. */
    List<Node> read(Value.Mapping map, Around around) {
        Set<String> allowed = around.handlers() ? KeywordNames.HANDLER : KeywordNames.TASK;
        Optional<ActionReader.Found> found = actions.read(map, allowed);
        if (found.isEmpty()) {
            return List.of();
        }
        int before = reading.mistakes().size();
        Optional<Loop> loop = loop(map);
        Set<String> apart = new HashSet<>(APART);
        apart.add(found.get().entry().key());
        map.entries().stream()
                .map(Value.Entry::key)
                .filter(key -> key.startsWith("with_"))
                .forEach(apart::add);
        Keywords own = keywords.read(map, apart);
        own.get("loop_control").ifPresent(control -> loopControl(map, control));
        if (found.get().local()) {
            Value.Entry entry = found.get().entry();
            own = own.with("delegate_to", new Keyword("localhost", entry.at(), Place.of(entry.at())));
        }
        if (reading.mistakes().size() > before) {
            return List.of();
        }
        Task task = new Task(
                map.entry("name").map(entry -> entry.value().plain()).map(String::valueOf),
                found.get().action(),
                loop,
                own,
                listen(map),
                map.position());
        return imports.resolve(task, map, around);
    }

    private Optional<Loop> loop(Value.Mapping map) {
        Optional<Loop> loop = map.entry("loop")
                .filter(entry -> entry.value().plain() != null)
                .map(entry -> new Loop(Optional.empty(), Plain.of(entry.value()), Plain.place(entry.value())));
        for (Value.Entry entry : map.entries()) {
            if (!entry.key().startsWith("with_")) {
                continue;
            }
            String lookup = entry.key().substring("with_".length());
            if (!LOOKUPS.contains(lookup) && lookup.indexOf('.') < 0) {
                reading.add(
                        "unknown-keyword",
                        MistakeKind.UNKNOWN_KEYWORD,
                        entry.at(),
                        map.position(),
                        "'" + entry.key() + "' is no keyword of a task: there is no lookup '" + lookup + "'");
            } else if (loop.isPresent()) {
                other(map, entry.at(), "duplicate loop in task: " + lookup);
            } else if (entry.value().plain() == null) {
                other(map, entry.at(), "you must specify a value when using " + entry.key());
            } else {
                loop = Optional.of(new Loop(Optional.of(lookup), Plain.of(entry.value()), Plain.place(entry.value())));
            }
        }
        return loop;
    }

    private void loopControl(Value.Mapping map, Keyword control) {
        Value value = map.entry("loop_control").orElseThrow().value();
        if (value instanceof Value.Mapping pairs) {
            keywords.known(pairs, KeywordNames.LOOP_CONTROL, "'loop_control'");
            return;
        }
        reading.add(
                "bad-type",
                MistakeKind.BAD_VALUE,
                control.place().position(),
                value.position(),
                "the `loop_control` value must be specified as a dictionary and cannot be a variable itself, not "
                        + value.kind());
    }

    private List<String> listen(Value.Mapping map) {
        List<String> topics = new ArrayList<>();
        map.entry("listen").map(Value.Entry::value).ifPresent(value -> {
            List<Value> items = value instanceof Value.Sequence list ? list.items() : List.of(value);
            for (Value item : items) {
                if (item instanceof Value.Scalar scalar && scalar.content().isPresent()) {
                    topics.add(String.valueOf(scalar.content().get()));
                } else if (item.plain() != null) {
                    reading.add(
                            "bad-type",
                            MistakeKind.BAD_VALUE,
                            item.position(),
                            map.position(),
                            "'listen' takes a text or a list of texts, not " + item.kind());
                }
            }
        });
        return topics;
    }

    private void other(Value.Mapping map, Position at, String message) {
        reading.add("bad-loop", MistakeKind.OTHER, at, map.position(), message);
    }
}
