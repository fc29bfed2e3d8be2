// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.system;

import io.centossrv.playbook.module.Diff;
import io.centossrv.playbook.module.ModuleResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes what must not be told out of a result, wherever it stands in it. */
public final class Secrets {
    private static final String MASK = "********";

    private final List<String> hidden;

    private Secrets(List<String> hidden) {
        this.hidden = hidden;
    }

    /** Returns those of these texts that are not empty; longer ones are looked for first. */
    public static Secrets of(List<String> texts) {
        return new Secrets(texts.stream()
                .filter(text -> !text.isEmpty())
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList());
    }

    /** Returns the result without them. */
    public ModuleResult outOf(ModuleResult result) {
        if (hidden.isEmpty()) {
            return result;
        }
        Map<String, Object> values = new LinkedHashMap<>();
        result.values().forEach((key, value) -> values.put(key, outOf(value)));
        return new ModuleResult(
                result.changed(),
                result.failed(),
                result.skipped(),
                result.unpredictable(),
                result.message().map(this::text),
                values,
                result.diffs().stream().map(this::diff).toList(),
                result.warnings().stream().map(this::text).toList());
    }

    private Diff diff(Diff diff) {
        return new Diff(
                diff.beforeHeader(),
                diff.afterHeader(),
                diff.before().flatMap(side -> Optional.ofNullable(outOf(side))),
                diff.after().flatMap(side -> Optional.ofNullable(outOf(side))),
                diff.omitted());
    }

    private Object outOf(Object value) {
        if (value instanceof String text) {
            return text(text);
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(item -> copy.add(outOf(item)));
            return copy;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, item) -> copy.put(outOf(key), outOf(item)));
            return copy;
        }
        return value;
    }

    private String text(String text) {
        String shown = text;
        for (String secret : hidden) {
            shown = shown.replace(secret, MASK);
        }
        return shown;
    }
}
