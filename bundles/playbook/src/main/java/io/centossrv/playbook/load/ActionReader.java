// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.load;

import io.centossrv.jinja.ansible.Templar;
import io.centossrv.playbook.MistakeKind;
import io.centossrv.playbook.Position;
import io.centossrv.playbook.internal.parse.FreeForm;
import io.centossrv.playbook.internal.parse.NearestName;
import io.centossrv.playbook.internal.yaml.Plain;
import io.centossrv.playbook.internal.yaml.Value;
import io.centossrv.playbook.model.Action;
import io.centossrv.playbook.model.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds a task's action, in all the ways in which Ansible lets it be written (parsing/mod_args.py). */
final class ActionReader {
    private final Reading reading;
    private final ModuleNames names;

    ActionReader(Reading reading) {
        this.reading = reading;
        this.names = new ModuleNames(reading.settings());
    }

    /**
     * An action.
     *
     * @param entry that names it
     * @param local whether {@code local_action} does
     */
    record Found(Action action, Value.Entry entry, boolean local) {}

    /** Returns the action of a task; empty with a mistake. */
    Optional<Found> read(Value.Mapping task, Set<String> keywords) {
        List<Value.Entry> candidates = new ArrayList<>();
        for (String old : List.of("action", "local_action")) {
            task.entry(old).ifPresent(candidates::add);
        }
        task.entries().stream()
                .filter(entry -> !keywords.contains(entry.key()) && !entry.key().startsWith("with_"))
                .forEach(candidates::add);
        if (candidates.size() > 1) {
            return conflict(task, candidates, keywords);
        }
        if (candidates.isEmpty()) {
            return none(task, task.position(), "no module/action detected in task: it names no module");
        }
        return read(task, candidates.get(0), keywords);
    }

    private Optional<Found> conflict(Value.Mapping task, List<Value.Entry> candidates, Set<String> keywords) {
        List<Value.Entry> strange = candidates.stream()
                .filter(entry -> !names.isKnown(entry.key())
                        && !entry.key().equals("action")
                        && !entry.key().equals("local_action"))
                .toList();
        if (strange.isEmpty()) {
            String all = candidates.stream().map(Value.Entry::key).collect(Collectors.joining(", "));
            reading.add(
                    "conflicting-actions",
                    MistakeKind.CONFLICTING_ACTION,
                    candidates.get(1).at(),
                    task.position(),
                    "conflicting action statements: a task has one module, this one has several: " + all);
        }
        for (Value.Entry entry : strange) {
            reading.add(
                    "unknown-keyword",
                    MistakeKind.CONFLICTING_ACTION,
                    entry.at(),
                    task.position(),
                    "'" + entry.key() + "' is neither a keyword nor a module"
                            + NearestName.offer(entry.key(), keywords));
        }
        return Optional.empty();
    }

    private Optional<Found> read(Value.Mapping task, Value.Entry entry, Set<String> keywords) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        if (!extra(task, arguments)) {
            return Optional.empty();
        }
        boolean local = entry.key().equals("local_action");
        String written = entry.key();
        Value given = entry.value();
        if (local || entry.key().equals("action")) {
            Optional<Old> old = old(task, entry);
            if (old.isEmpty()) {
                return Optional.empty();
            }
            written = old.get().module();
            given = old.get().arguments();
        }
        Optional<String> module = names.resolve(written);
        if (module.isEmpty()) {
            unknown(task, entry, written, keywords);
            return Optional.empty();
        }
        if (!arguments(task, written, given, arguments)) {
            return Optional.empty();
        }
        Place place = Plain.place(given);
        return Optional.of(new Found(new Action(written, module.get(), arguments, place), entry, local));
    }

    /** What stands beside the module wins over {@code args}. */
    private boolean extra(Value.Mapping task, Map<String, Object> arguments) {
        Optional<Value> extra = task.entry("args").map(Value.Entry::value);
        if (extra.isEmpty() || extra.get().plain() == null) {
            return true;
        }
        if (extra.get() instanceof Value.Mapping map) {
            arguments.putAll(Plain.texts(map));
            return true;
        }
        if (extra.get().plain() instanceof String text && Templar.isTemplate(text)) {
            arguments.put(Action.VARIABLE, text);
            return true;
        }
        malformed(
                task,
                extra.get().position(),
                "'args' takes a map of options or a template that gives one, not "
                        + extra.get().kind());
        return false;
    }

    /** The value of {@code action}, as a module and its arguments. */
    private record Old(String module, Value arguments) {}

    private Optional<Old> old(Value.Mapping task, Value.Entry entry) {
        Value value = entry.value();
        Value text = value instanceof Value.Mapping map
                ? map.entry("module").map(Value.Entry::value).orElse(value)
                : value;
        if (!(text instanceof Value.Scalar) || !(text.plain() instanceof String line)) {
            none(task, value.position(), "'" + entry.key() + "' names no module");
            return Optional.empty();
        }
        List<String> head;
        try {
            head = FreeForm.head(line);
        } catch (IllegalArgumentException e) {
            malformed(task, text.position(), e.getMessage());
            return Optional.empty();
        }
        if (head.get(0).isEmpty()) {
            none(task, text.position(), "'" + entry.key() + "' names no module");
            return Optional.empty();
        }
        if (!(value instanceof Value.Mapping map)) {
            return Optional.of(new Old(head.get(0), text(text, head.get(1))));
        }
        List<Value.Entry> entries = new ArrayList<>();
        for (Value.Entry one : map.entries()) {
            if (one.key().equals("args") && one.value() instanceof Value.Mapping inner) {
                entries.addAll(inner.entries());
            } else if (!one.key().equals("module")) {
                entries.add(one);
            }
        }
        FreeForm form = FreeForm.parse(head.get(1), ModuleNames.isCommand(head.get(0)));
        form.options().forEach((key, option) -> entries.add(new Value.Entry(key, text.position(), text(text, option))));
        if (!form.rest().isEmpty()) {
            entries.add(new Value.Entry(Action.FREE_FORM, text.position(), text(text, form.rest())));
        }
        return Optional.of(new Old(head.get(0), new Value.Mapping(entries, map.weight(), map.position())));
    }

    private static Value text(Value at, String text) {
        return new Value.Scalar(text.isEmpty() ? Optional.empty() : Optional.of(text), false, at.position());
    }

    private boolean arguments(Value.Mapping task, String module, Value given, Map<String, Object> arguments) {
        if (given instanceof Value.Mapping map) {
            arguments.putAll(Plain.texts(map));
        } else if (given.plain() instanceof String text) {
            try {
                FreeForm form = FreeForm.parse(text, ModuleNames.isCommand(module));
                arguments.putAll(form.options());
                if (!form.rest().isEmpty()) {
                    arguments.put(Action.FREE_FORM, form.rest());
                }
            } catch (IllegalArgumentException e) {
                malformed(task, given.position(), "the arguments of '" + module + "' can't be read: " + e.getMessage());
                return false;
            }
        } else if (given.plain() != null) {
            malformed(task, given.position(), "'" + module + "' takes a map of options or a text, not " + given.kind());
            return false;
        }
        return ModuleNames.takesText(module)
                ? command(task, module, given, arguments)
                : noText(task, module, given, arguments);
    }

    /** {@code cmd} is another way to write the free text. */
    private boolean command(Value.Mapping task, String module, Value given, Map<String, Object> arguments) {
        if (ModuleNames.is(module, "command", "shell", "script") && arguments.containsKey("cmd")) {
            if (!String.valueOf(arguments.getOrDefault(Action.FREE_FORM, "")).isEmpty()) {
                reading.add(
                        "bad-arguments",
                        MistakeKind.OTHER,
                        given.position(),
                        task.position(),
                        "'cmd' and a free text can't both be given to '" + module + "'");
                return false;
            }
            arguments.put(Action.FREE_FORM, arguments.remove("cmd"));
        }
        return true;
    }

    private boolean noText(Value.Mapping task, String module, Value given, Map<String, Object> arguments) {
        if (!(arguments.get(Action.FREE_FORM) instanceof String text)) {
            return true;
        }
        arguments.remove(Action.FREE_FORM);
        if (Templar.isTemplate(text)) {
            arguments.put(Action.VARIABLE, text);
            return true;
        }
        malformed(task, given.position(), "'" + module + "' takes no free text, only option=value");
        return false;
    }

    private void unknown(Value.Mapping task, Value.Entry entry, String written, Set<String> keywords) {
        if (names.isKnown(written)) {
            malformed("unsupported", task, entry.at(), "the module '" + written + "' is not supported yet");
            return;
        }
        TreeSet<String> offers = new TreeSet<>(keywords);
        offers.addAll(names.offers());
        reading.add(
                "unknown-module",
                MistakeKind.UNKNOWN_MODULE,
                entry.at(),
                task.position(),
                "there is no module or keyword '" + written + "'" + NearestName.offer(written, offers));
    }

    private Optional<Found> none(Value.Mapping task, Position at, String message) {
        reading.add("no-action", MistakeKind.NO_ACTION, at, task.position(), message);
        return Optional.empty();
    }

    private void malformed(Value.Mapping task, Position at, String message) {
        malformed("bad-arguments", task, at, message);
    }

    private void malformed(String code, Value.Mapping task, Position at, String message) {
        reading.add(code, MistakeKind.MALFORMED, at, task.position(), message);
    }
}
