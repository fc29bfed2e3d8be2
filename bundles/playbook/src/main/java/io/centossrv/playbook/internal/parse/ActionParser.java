// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.parse;

import io.centossrv.playbook.Mistake;
import io.centossrv.playbook.Position;
import io.centossrv.playbook.internal.yaml.Value;
import io.centossrv.playbook.module.ArgumentMistake;
import io.centossrv.playbook.module.ArgumentOption;
import io.centossrv.playbook.module.ArgumentSpec;
import io.centossrv.playbook.module.Module;
import io.centossrv.playbook.module.ModuleCatalog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Finds a task's module and its arguments, in all the ways in which Ansible lets them be written, and checks them. */
public final class ActionParser {
    private final ModuleCatalog modules;
    private final List<Mistake> mistakes;
    private final Literals literals;
    private final ProjectFiles files;
    private final boolean checksArguments;

    /**
     * Creates a parser.
     *
     * @param checksArguments whether wrong arguments are mistakes here, or left to fail when the task runs
     */
    public ActionParser(ModuleCatalog modules, List<Mistake> mistakes, ProjectFiles files, boolean checksArguments) {
        this.modules = modules;
        this.mistakes = mistakes;
        this.literals = new Literals(mistakes);
        this.files = files;
        this.checksArguments = checksArguments;
    }

    /** A task's module, as written and by its full name, with its arguments. */
    record Action(String written, String module, Map<String, Object> arguments) {}

    boolean isModule(String name) {
        return modules.find(name).isPresent() || Keywords.MODULES_OF_ANSIBLE.contains(ModuleCatalog.shortName(name));
    }

    Optional<Action> parse(Value.Entry entry, Optional<Value.Entry> extra) {
        Map<String, Position> places = new LinkedHashMap<>();
        Map<String, Object> arguments = new LinkedHashMap<>();
        // What stands beside the module wins over `args`, as with Ansible.
        if (extra.isPresent() && !given(extra.get().value(), places, arguments, "'args'")) {
            return Optional.empty();
        }
        if (!entry.key().equals("action")) {
            return finish(entry.key(), entry, entry.value(), places, arguments);
        }
        if (entry.value() instanceof Value.Mapping map) {
            Optional<String> name = map.entry("module").flatMap(literals::text);
            if (name.isEmpty()) {
                literals.add("no-action", map, "'action' names no 'module'");
                return Optional.empty();
            }
            List<Value.Entry> others = map.entries().stream()
                    .filter(one -> !one.key().equals("module"))
                    .toList();
            Value.Mapping rest = new Value.Mapping(others, map.weight(), map.position());
            return finish(name.get(), entry, rest, places, arguments);
        }
        Optional<String> text = literals.text(entry).map(String::strip).filter(whole -> !whole.isEmpty());
        if (text.isEmpty()) {
            literals.add("no-action", entry, "'action' names no module");
            return Optional.empty();
        }
        String[] parts = text.get().split("\\s+", 2);
        Value rest = new Value.Scalar(
                parts.length > 1 ? Optional.of(parts[1]) : Optional.empty(),
                true,
                entry.value().position());
        return finish(parts[0], entry, rest, places, arguments);
    }

    private Optional<Action> finish(
            String written, Value.Entry entry, Value value, Map<String, Position> places, Map<String, Object> args) {
        Optional<Module> module = modules.find(written);
        if (module.isEmpty()) {
            unknown(written, entry);
            literals.literal(value);
            return Optional.empty();
        }
        boolean readable = value instanceof Value.Scalar scalar
                ? text(module.get(), scalar, places, args)
                : given(value, places, args, "'" + written + "'");
        if (!readable) {
            return Optional.empty();
        }
        check(module.get(), entry.at(), places, args);
        return Optional.of(new Action(written, module.get().name(), args));
    }

    private void unknown(String written, Value.Entry entry) {
        if (Keywords.isModuleOfAnsible(written)) {
            literals.add("unsupported", entry, "the module '" + written + "' is not supported yet");
            return;
        }
        TreeSet<String> known = new TreeSet<>(Keywords.TASK_SUPPORTED);
        known.addAll(Keywords.TASK_UNSUPPORTED);
        known.addAll(Keywords.MODULES_OF_ANSIBLE);
        modules.names().forEach(name -> {
            known.add(name);
            known.add(ModuleCatalog.shortName(name));
        });
        literals.add(
                "unknown-module",
                entry,
                "there is no module or keyword '" + written + "'" + NearestName.offer(written, known));
    }

    /** Returns whether the text could be read. */
    private boolean text(
            Module module, Value.Scalar scalar, Map<String, Position> places, Map<String, Object> arguments) {
        boolean command = module.arguments().freeForm();
        if (scalar.content().isEmpty() || !literals.literal(scalar)) {
            if (command) {
                arguments.putIfAbsent(ArgumentSpec.FREE_FORM, "");
            }
            return scalar.content().isEmpty();
        }
        FreeForm form;
        try {
            form = FreeForm.parse(String.valueOf(scalar.content().get()), command);
        } catch (IllegalArgumentException e) {
            literals.add("bad-arguments", scalar, e.getMessage());
            return false;
        }
        form.options().forEach((key, option) -> {
            places.put(key, scalar.position());
            arguments.put(key, option);
        });
        if (command) {
            places.put(ArgumentSpec.FREE_FORM, scalar.position());
            arguments.put(ArgumentSpec.FREE_FORM, form.rest());
        } else if (!form.rest().isEmpty()) {
            literals.add(
                    "bad-arguments",
                    scalar,
                    "'" + ModuleCatalog.shortName(module.name()) + "' takes no free text, only option=value");
            return false;
        }
        return true;
    }

    /** Returns whether the value has the shape of arguments. */
    private boolean given(Value value, Map<String, Position> places, Map<String, Object> arguments, String what) {
        if (value instanceof Value.Mapping map) {
            for (Value.Entry entry : map.entries()) {
                if (literals.literal(entry.value())) {
                    arguments.put(entry.key(), entry.value().plain());
                }
                places.put(entry.key(), entry.at());
            }
        } else if (value.plain() != null) {
            literals.add("bad-type", value, what + " takes a map of options, not " + value.kind());
            return false;
        }
        return true;
    }

    private void check(Module module, Position at, Map<String, Position> places, Map<String, Object> arguments) {
        ArgumentSpec spec = module.arguments();
        ArgumentSpec.Checked checked =
                spec.check(ModuleCatalog.shortName(module.name()), arguments, UnaryOperator.identity());
        if (checksArguments) {
            for (ArgumentMistake mistake : checked.mistakes()) {
                add(mistake, spec, at, places, arguments);
            }
            if (checked.mistakes().isEmpty()) {
                module.review(checked.arguments()).forEach(mistake -> add(mistake, spec, at, places, arguments));
            }
        }
        if (checked.mistakes().isEmpty()) {
            files.resolve(module, checked.arguments(), arguments, places, at, mistake -> {
                if (checksArguments) {
                    mistakes.add(mistake);
                }
            });
        }
    }

    private void add(
            ArgumentMistake mistake,
            ArgumentSpec spec,
            Position at,
            Map<String, Position> places,
            Map<String, Object> arguments) {
        // An option whose value is a template has its mistake already: it is not missing as well.
        boolean templated = places.keySet().stream().anyMatch(key -> !arguments.containsKey(key));
        if (mistake.code().equals("missing-required") && templated) {
            return;
        }
        Position place =
                mistake.option().map(option -> places.getOrDefault(option, at)).orElse(at);
        String offer = mistake.code().equals("unsupported-option")
                ? NearestName.offer(
                        mistake.option().orElse(""),
                        spec.options().stream().map(ArgumentOption::name).toList())
                : "";
        mistakes.add(new Mistake(mistake.code(), place, mistake.message() + offer));
    }
}
