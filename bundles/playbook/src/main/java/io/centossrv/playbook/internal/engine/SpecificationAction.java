// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.engine;

import io.centossrv.jinja.value.Numbers;
import io.centossrv.jinja.value.Text;
import io.centossrv.jinja.value.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code validate_argument_spec}: holds variables against what a role says that it takes. */
final class SpecificationAction {
    private static final int DEEPEST = 50;

    private final ActionCall call;
    private final List<Object> mistakes = new ArrayList<>();

    SpecificationAction(ActionCall call) {
        this.call = call;
    }

    Map<String, Object> run() {
        Object specification = call.argument("argument_spec")
                .orElseThrow(() -> new TaskFailure(
                        "\"argument_spec\" arg is required in args: " + Text.repr(Values.plain(call.arguments()))));
        Object provided = call.argument("provided_arguments").orElse(Map.of());
        if (!(specification instanceof Map<?, ?> spec)) {
            throw new TaskFailure(
                    "Incorrect type for argument_spec, expected dict and got " + Types.name(specification));
        }
        if (!(provided instanceof Map<?, ?> more)) {
            throw new TaskFailure(
                    "Incorrect type for provided_arguments, expected dict and got " + Types.name(provided));
        }
        Map<String, Object> values = new LinkedHashMap<>();
        spec.keySet().forEach(key -> {
            String name = Text.of(key);
            if (call.vars().has(name)) {
                values.put(name, call.templar().template(call.vars().value(name).orElse(null)));
            }
        });
        values.putAll(Values.texts(more));
        check(spec, values, "");
        Map<String, Object> result = new LinkedHashMap<>();
        result.put(
                "validate_args_context", call.argument("validate_args_context").orElse(Map.of()));
        if (mistakes.isEmpty()) {
            result.put("changed", false);
            result.put("msg", "The arg spec validation passed");
            return result;
        }
        result.put("failed", true);
        result.put(
                "msg",
                "Validation of arguments failed:\n"
                        + mistakes.stream().map(Text::of).collect(Collectors.joining("\n")));
        result.put("argument_spec_data", specification);
        result.put("argument_errors", mistakes);
        return result;
    }

    private void check(Map<?, ?> spec, Map<String, Object> values, String within) {
        if (within.chars().filter(c -> c == '.').count() > DEEPEST) {
            throw new TaskFailure("argument_spec goes deeper than " + DEEPEST);
        }
        String found = within.isEmpty() ? "" : " found in " + within.replace(".", " -> ");
        List<String> missing = new ArrayList<>();
        spec.forEach((key, option) -> {
            Map<?, ?> said = option instanceof Map<?, ?> map ? map : Map.of();
            if (values.get(Text.of(key)) == null && Values.flag(said.get("required"))) {
                missing.add(Text.of(key));
            }
        });
        if (!missing.isEmpty()) {
            mistakes.add("missing required arguments: "
                    + missing.stream().sorted().collect(Collectors.joining(", ")) + found);
        }
        if (!within.isEmpty()) {
            List<String> unknown = values.keySet().stream()
                    .filter(name -> !spec.containsKey(name))
                    .sorted()
                    .toList();
            if (!unknown.isEmpty()) {
                String last = within.substring(within.lastIndexOf('.') + 1);
                mistakes.add(unknown.stream().map(name -> last + "." + name).collect(Collectors.joining(", "))
                        + ". Supported parameters include: "
                        + spec.keySet().stream().map(Text::of).sorted().collect(Collectors.joining(", ")) + ".");
            }
        }
        spec.forEach((key, option) -> {
            Object value = values.get(Text.of(key));
            if (value != null && option instanceof Map<?, ?> said) {
                value(Text.of(key), said, value, within, found);
            }
        });
    }

    private void value(String name, Map<?, ?> said, Object value, String within, String found) {
        String type = Text.of(said.get("type") == null ? "str" : said.get("type"));
        if (!fits(type, value)) {
            mistakes.add("argument '" + name + "' is of type " + pythonType(value) + found
                    + " and we were unable to convert to " + type + ": " + pythonType(value)
                    + " cannot be converted to " + (type.equals("int") ? "an " : "a ") + type);
            return;
        }
        List<?> choices = said.get("choices") instanceof List<?> list ? list : List.of();
        List<?> checked = value instanceof List<?> list ? list : List.of(value);
        List<String> allowed = choices.stream().map(Text::of).toList();
        List<String> wrong = checked.stream()
                .map(Text::of)
                .filter(each -> !allowed.contains(each))
                .toList();
        if (!choices.isEmpty() && !wrong.isEmpty()) {
            mistakes.add("value of " + name + " must be one of: " + String.join(", ", allowed) + ", got: "
                    + (value instanceof List<?> ? "no match for: " : "") + String.join(", ", wrong) + found);
        }
        if (said.get("options") instanceof Map<?, ?> inner) {
            String deeper = within.isEmpty() ? name : within + "." + name;
            for (Object each : checked) {
                if (each instanceof Map<?, ?> map) {
                    check(inner, Values.texts(map), deeper);
                }
            }
        }
        String elements = Text.of(said.get("elements") == null ? "raw" : said.get("elements"));
        if (value instanceof List<?> list) {
            for (Object each : list) {
                if (!fits(elements, each)) {
                    mistakes.add("Elements value for option '" + name + "'" + found + " is of type " + pythonType(each)
                            + " and we were unable to convert to " + elements + ": " + pythonType(each)
                            + " cannot be converted to " + (elements.equals("int") ? "an " : "a ") + elements);
                }
            }
        }
    }

    private static boolean fits(String type, Object value) {
        return switch (type) {
            case "int" ->
                Numbers.isInteger(value)
                        || value instanceof Boolean
                        || (Text.isText(value) && Text.of(value).strip().matches("[+-]?\\d+"));
            case "float" ->
                value instanceof Double
                        || Numbers.isInteger(value)
                        || (Text.isText(value)
                                && Text.of(value).strip().matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?"));
            case "bool" -> isBoolean(value);
            case "list" -> value instanceof List || Text.isText(value) || Numbers.isNumber(value);
            case "dict" ->
                value instanceof Map
                        || (Text.isText(value)
                                && (Text.of(value).startsWith("{")
                                        || Text.of(value).contains("=")));
            default -> true;
        };
    }

    private static boolean isBoolean(Object value) {
        try {
            Values.strictFlag("value", value);
            return true;
        } catch (TaskFailure no) {
            return false;
        }
    }

    private static String pythonType(Object value) {
        String name = Types.name(value);
        return "<class '" + (name.equals("str") ? "ansible.parsing.yaml.objects.AnsibleUnicode" : name) + "'>";
    }
}
