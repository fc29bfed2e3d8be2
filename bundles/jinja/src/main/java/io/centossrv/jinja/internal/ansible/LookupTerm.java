// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.ansible;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.value.Text;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A lookup's term in its old form, {@code key file=x col=1}, with the options given by name. */
record LookupTerm(String key, Map<String, String> options) {
    static LookupTerm parse(Object term, Map<String, Object> named, List<String> known) {
        Map<String, String> options = new HashMap<>();
        named.forEach((name, value) -> options.put(name, Text.of(value)));
        StringBuilder key = new StringBuilder();
        for (String word : Text.of(term).strip().split("\\s+")) {
            int equals = word.indexOf('=');
            if (equals > 0 && known.contains(word.substring(0, equals))) {
                options.put(word.substring(0, equals), word.substring(equals + 1));
            } else {
                key.append(key.length() == 0 ? "" : " ").append(word);
            }
        }
        options.keySet().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw EvaluationError.value(name + " is not a valid option");
                });
        return new LookupTerm(key.toString(), options);
    }

    String option(String name, String otherwise) {
        return options.getOrDefault(name, otherwise);
    }
}
