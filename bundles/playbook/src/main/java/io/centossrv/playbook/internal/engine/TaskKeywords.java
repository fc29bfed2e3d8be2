// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.engine;

import io.centossrv.jinja.ansible.Templar;
import io.centossrv.jinja.error.JinjaException;
import io.centossrv.jinja.error.UndefinedError;
import io.centossrv.jinja.value.Text;
import io.centossrv.playbook.model.Action;
import io.centossrv.playbook.module.ModuleCatalog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A task's keywords with their templates evaluated for a host. */
final class TaskKeywords {
    private final TaskStep step;
    private final Templar templar;
    private final HostVariables vars;
    private final String omit;

    TaskKeywords(TaskStep step, Templar templar, HostVariables vars, String omit) {
        this.step = step;
        this.templar = templar;
        this.vars = vars;
        this.omit = omit;
    }

    /** Returns a keyword; empty where it is left out. */
    Optional<Object> value(String name) {
        return step.keyword(name).map(this::templated).filter(value -> !omit.equals(value));
    }

    Optional<Object> own(String name) {
        return step.own(name).map(this::templated).filter(value -> !omit.equals(value));
    }

    boolean flag(String name, boolean otherwise) {
        return value(name).map(value -> Values.strictFlag(name, value)).orElse(otherwise);
    }

    Optional<Boolean> flag(String name) {
        return value(name).map(value -> Values.strictFlag(name, value));
    }

    long number(String name, long otherwise) {
        return value(name).map(value -> Values.number(name, value)).orElse(otherwise);
    }

    long ownNumber(String name, long otherwise) {
        return own(name).map(value -> Values.number(name, value)).orElse(otherwise);
    }

    Optional<String> text(String name) {
        return value(name).map(Text::of).filter(text -> !text.isEmpty());
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        value(name).ifPresent(value -> Scope.elements(value).forEach(each -> {
            if (each instanceof List<?> inner) {
                inner.forEach(one -> texts.add(Text.of(one)));
            } else {
                texts.add(Text.of(each));
            }
        }));
        return texts;
    }

    /** Evaluates what a keyword or an argument holds; what fails tells the task's place. */
    Object templated(Object value) {
        try {
            return templar.template(vars.opened(value));
        } catch (UndefinedError e) {
            throw new TaskFailure(
                    "The task includes an option with an undefined variable. The error was: " + e.getMessage(),
                    Optional.of(step.task().position()));
        } catch (JinjaException e) {
            throw new TaskFailure(e.getMessage());
        }
    }

    Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        for (Object each : step.all("environment")) {
            if (templated(each) instanceof Map<?, ?> map) {
                map.forEach((name, value) -> environment.put(Text.of(name), Text.of(value)));
            }
        }
        return environment;
    }

    /** Returns the module's arguments with the defaults that hold for it, and without those that are left out. */
    Map<String, Object> arguments(Set<String> groups) {
        Map<String, Object> given =
                Values.texts((Map<?, ?>) templated(step.task().action().arguments()));
        Object variable = given.remove(Action.VARIABLE);
        Map<String, Object> arguments = new LinkedHashMap<>(defaults(groups));
        if (variable != null) {
            if (!(variable instanceof Map<?, ?> map)) {
                throw new TaskFailure("invalid or malformed argument: '" + Text.of(variable) + "'");
            }
            arguments.putAll(Values.texts(map));
        }
        arguments.putAll(given);
        return Values.texts((Map<?, ?>) withoutOmitted(arguments));
    }

    private Map<String, Object> defaults(Set<String> groups) {
        Map<String, Object> byModule = new LinkedHashMap<>();
        for (Object each : step.all("module_defaults")) {
            if (each instanceof Map<?, ?> map) {
                map.forEach((name, values) -> byModule.put(full(Text.of(templated(name))), values));
            }
        }
        Map<String, Object> defaults = new LinkedHashMap<>();
        for (String group : groups) {
            add(byModule.get("group/" + group), defaults);
        }
        add(byModule.get(full(step.task().action().module())), defaults);
        return defaults;
    }

    private void add(Object values, Map<String, Object> defaults) {
        if (values != null && templated(values) instanceof Map<?, ?> map) {
            defaults.putAll(Values.texts(map));
        }
    }

    private static String full(String name) {
        return name.startsWith("group/")
                ? name
                : ModuleCatalog.shortName(name).replaceFirst("^ansible\\.legacy\\.", "");
    }

    private Object withoutOmitted(Object value) {
        if (value instanceof Map<?, ?> map && !(value instanceof LazyMap)) {
            Map<Object, Object> kept = new LinkedHashMap<>();
            map.forEach((key, element) -> {
                if (!omit.equals(element)) {
                    kept.put(key, withoutOmitted(element));
                }
            });
            return kept;
        }
        if (value instanceof Collection<?> items) {
            List<Object> kept = new ArrayList<>();
            items.stream().filter(item -> !omit.equals(item)).forEach(item -> kept.add(withoutOmitted(item)));
            return kept;
        }
        return value;
    }
}
