// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.module;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Options that another one asks for.
 *
 * @param option the one that asks
 * @param value with which it asks; empty for any
 * @param needed what it asks for
 * @param one whether one of them is enough
 */
record Requirement(String option, Optional<Object> value, List<String> needed, boolean one) {
    Requirement {
        needed = List.copyOf(needed);
    }

    /** Returns what is missing, in Ansible's words; empty where nothing is. */
    Optional<String> mistake(Map<String, Object> values) {
        Object actual = values.get(option);
        if (actual == null || (value.isPresent() && !value.get().equals(actual))) {
            return Optional.empty();
        }
        List<String> missing =
                needed.stream().filter(name -> values.get(name) == null).toList();
        if (one ? missing.size() < needed.size() : missing.isEmpty()) {
            return Optional.empty();
        }
        String names = String.join(", ", missing);
        return Optional.of(
                value.isEmpty()
                        ? "missing parameter(s) required by '" + option + "': " + names
                        : option + " is " + PythonText.text(actual) + " but " + (one ? "any" : "all")
                                + " of the following are missing: " + names);
    }
}
