// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.parse;

import io.centossrv.playbook.Become;
import io.centossrv.playbook.internal.yaml.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads in what surroundings commands run: {@code environment}, {@code become} and {@code become_user}. */
final class Surroundings {
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    /** What useradd(8) takes, in capitals too, or a number. */
    private static final Pattern USER = Pattern.compile("[A-Za-z_0-9][A-Za-z0-9_.@-]{0,255}\\$?");

    private Surroundings() {}

    /** Returns the variables of the keyword, over those of the play. */
    static Map<String, String> environment(Value.Mapping map, Map<String, String> play, Literals literals) {
        Map<String, String> variables = new LinkedHashMap<>(play);
        map.entry("environment").ifPresent(entry -> {
            List<Value> maps = entry.value() instanceof Value.Sequence list ? list.items() : List.of(entry.value());
            maps.forEach(one -> variables(one, variables, literals));
        });
        return variables;
    }

    private static void variables(Value value, Map<String, String> into, Literals literals) {
        if (!(value instanceof Value.Mapping map)) {
            literals.add("bad-type", value, "'environment' takes a map, or a list of maps, not " + value.kind());
            return;
        }
        for (Value.Entry variable : map.entries()) {
            if (VARIABLE.matcher(variable.key()).matches()) {
                literals.text(variable)
                        .filter(text -> text.indexOf('\0') < 0)
                        .ifPresent(text -> into.put(variable.key(), text));
            } else {
                literals.add(
                        "bad-name", variable, "'" + variable.key() + "' is no name for a variable of the environment");
            }
        }
    }

    static Become become(Value.Mapping map, Literals literals) {
        Optional<String> user = map.entry("become_user").flatMap(literals::text);
        if (user.isPresent() && !USER.matcher(user.get()).matches()) {
            literals.add(
                    "bad-name", map.entry("become_user").orElseThrow(), "'" + user.get() + "' is no name of a user");
            user = Optional.empty();
        }
        return new Become(map.entry("become").flatMap(literals::flag), user);
    }
}
