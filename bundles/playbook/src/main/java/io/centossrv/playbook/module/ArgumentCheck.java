// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.module;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** One check of a task's arguments, in Ansible's order: names, exclusions, what is missing, types and choices. */
final class ArgumentCheck {
    private final ArgumentSpec spec;
    private final String module;
    private final Coercion coercion;
    private final List<ArgumentMistake> mistakes = new ArrayList<>();

    ArgumentCheck(ArgumentSpec spec, String module, UnaryOperator<String> expand) {
        this.spec = spec;
        this.module = module;
        this.coercion = new Coercion(expand);
    }

    ArgumentSpec.Checked check(Map<String, Object> given) {
        Map<String, Object> byName = new LinkedHashMap<>();
        Map<String, String> spelling = new LinkedHashMap<>();
        given.forEach((key, value) -> spec.option(key)
                .ifPresentOrElse(
                        option -> {
                            // An option's own name wins over an alias, as with Ansible.
                            if (!byName.containsKey(option.name()) || key.equals(option.name())) {
                                byName.put(option.name(), value);
                                spelling.put(option.name(), key);
                            }
                        },
                        () -> unknown(key)));
        exclusions(byName);
        Map<String, Object> values = new LinkedHashMap<>();
        missing(byName);
        for (ArgumentOption option : spec.options()) {
            Object value = byName.get(option.name());
            if (value == null) {
                option.fallback().ifPresent(fallback -> values.put(option.name(), fallback));
            } else {
                String key = spelling.getOrDefault(option.name(), option.name());
                coerce(option, key, value).ifPresent(right -> values.put(option.name(), right));
            }
        }
        related(byName, values);
        return new ArgumentSpec.Checked(new Arguments(values), mistakes);
    }

    private void unknown(String key) {
        TreeSet<String> known = new TreeSet<>();
        for (ArgumentOption option : spec.options()) {
            known.add(
                    option.aliases().isEmpty()
                            ? option.name()
                            : option.name() + " (" + String.join(", ", option.aliases()) + ")");
        }
        add(
                "unsupported-option",
                Optional.of(key),
                "Unsupported parameters for (" + module + ") module: " + key + ". Supported parameters include: "
                        + String.join(", ", known) + ".");
    }

    private void exclusions(Map<String, Object> given) {
        for (List<String> group : spec.exclusive()) {
            List<String> both =
                    group.stream().filter(name -> given.get(name) != null).toList();
            if (both.size() > 1) {
                add(
                        "mutually-exclusive",
                        Optional.of(both.get(1)),
                        "parameters are mutually exclusive: " + String.join("|", group));
            }
        }
    }

    private void missing(Map<String, Object> given) {
        List<String> absent = spec.options().stream()
                .filter(option -> option.required() && given.get(option.name()) == null)
                .map(ArgumentOption::name)
                .toList();
        if (!absent.isEmpty()) {
            add("missing-required", Optional.empty(), "missing required arguments: " + String.join(", ", absent));
        }
        for (List<String> group : spec.oneOf()) {
            if (group.stream().noneMatch(name -> given.get(name) != null)) {
                add(
                        "missing-required",
                        Optional.empty(),
                        "one of the following is required: " + String.join(", ", group));
            }
        }
    }

    private void related(Map<String, Object> given, Map<String, Object> values) {
        for (List<String> group : spec.together()) {
            long present =
                    group.stream().filter(name -> given.get(name) != null).count();
            if (present > 0 && present < group.size()) {
                add(
                        "missing-required",
                        Optional.empty(),
                        "parameters are required together: " + String.join(", ", group));
            }
        }
        spec.requirements().stream()
                .flatMap(requirement -> requirement.mistake(values).stream())
                .forEach(message -> add("missing-required", Optional.empty(), message));
    }

    private Optional<Object> coerce(ArgumentOption option, String key, Object value) {
        if (option.notYet()) {
            add("unsupported", Optional.of(key), "option '" + key + "' of " + module + " is not supported yet");
            return Optional.empty();
        }
        Object right;
        try {
            right = coercion.coerce(option, value);
        } catch (IllegalArgumentException wrong) {
            add(
                    "bad-type",
                    Optional.of(key),
                    "argument '" + key + "' is of type " + PythonText.type(value)
                            + " and we were unable to convert to "
                            + option.type().name().toLowerCase(java.util.Locale.ROOT)
                            + ": " + wrong.getMessage());
            return Optional.empty();
        }
        if (!option.choices().isEmpty() && !option.choices().contains(PythonText.text(right))) {
            add(
                    "bad-choice",
                    Optional.of(key),
                    "value of " + option.name() + " must be one of: " + String.join(", ", option.choices()) + ", got: "
                            + PythonText.text(right));
            return Optional.empty();
        }
        return Optional.of(right);
    }

    private void add(String code, Optional<String> option, String message) {
        mistakes.add(new ArgumentMistake(code, option, message));
    }
}
