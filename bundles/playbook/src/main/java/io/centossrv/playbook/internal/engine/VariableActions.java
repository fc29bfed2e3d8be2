// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.engine;

import io.centossrv.jinja.value.Text;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** {@code set_fact} and {@code set_stats}. */
final class VariableActions {
    private static final String NOT_VALID =
            "' is not valid. Variables must start with a letter or underscore character, and contain only letters,"
                    + " numbers and underscores.";

    private VariableActions() {}

    static Map<String, Object> setFact(ActionCall call) {
        Map<String, Object> given = new LinkedHashMap<>(call.arguments());
        boolean cacheable = Values.flag(given.remove("cacheable"));
        if (given.isEmpty()) {
            throw new TaskFailure("No key/value pairs provided, at least one is required for this action to succeed");
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        given.forEach((key, value) -> {
            String name = Text.of(call.templar().template(key));
            if (!Values.isIdentifier(name)) {
                throw new TaskFailure("The variable name '" + name + NOT_VALID);
            }
            facts.put(name, truth(value));
        });
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("ansible_facts", facts);
        result.put("_ansible_facts_cacheable", cacheable);
        return result;
    }

    private static Object truth(Object value) {
        String word = Text.isText(value) ? Text.of(value).toLowerCase(Locale.ROOT) : "";
        return switch (word) {
            case "true", "yes" -> true;
            case "false", "no" -> false;
            default -> value;
        };
    }

    static Map<String, Object> setStats(ActionCall call) {
        Actions.only(call, "set_stats", Set.of("aggregate", "data", "per_host"));
        Object data = call.argument("data").orElse(Map.of());
        if (!(data instanceof Map<?, ?> map)) {
            throw new TaskFailure("The 'data' option needs to be a dictionary/hash");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            String name = Text.of(call.templar().template(key));
            if (!Values.isIdentifier(name)) {
                throw new TaskFailure("The variable name '" + name + NOT_VALID);
            }
            values.put(name, value);
        });
        Map<String, Object> stats = new LinkedHashMap<>();
        stats.put("data", values);
        stats.put("per_host", Values.flag(call.argument("per_host").orElse(false)));
        stats.put("aggregate", Values.flag(call.argument("aggregate").orElse(true)));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("changed", false);
        result.put("ansible_stats", stats);
        return result;
    }
}
