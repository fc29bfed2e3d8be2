// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.module;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checked arguments by the names of their options. Immutable; its text tells the names alone. */
public final class Arguments {
    private final Map<String, Object> values;

    Arguments(Map<String, Object> values) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Returns whether the task or a fallback gives this option. */
    public boolean has(String option) {
        return values.get(option) != null;
    }

    /** Returns the value of an option of type STR or PATH. */
    public Optional<String> text(String option) {
        return Optional.ofNullable(values.get(option)).map(String.class::cast);
    }

    /** Returns the value of a required option of type STR or PATH. */
    public String required(String option) {
        return text(option).orElseThrow(() -> new IllegalStateException("option=" + option + " was not checked"));
    }

    /** Returns the value of an option of type BOOL; false where absent. */
    public boolean flag(String option) {
        return Boolean.TRUE.equals(values.get(option));
    }

    /** Returns the value of an option of type INT. */
    public Optional<Long> number(String option) {
        return Optional.ofNullable(values.get(option)).map(Long.class::cast);
    }

    /** Returns the value of an option of type LIST whose elements are texts; empty where absent. */
    public List<String> texts(String option) {
        return values.get(option) instanceof List<?> list
                ? list.stream().map(String.class::cast).toList()
                : List.of();
    }

    /** Returns the value of an option as it came. */
    public Optional<Object> raw(String option) {
        return Optional.ofNullable(values.get(option));
    }

    @Override
    public String toString() {
        return "Arguments" + values.keySet();
    }
}
