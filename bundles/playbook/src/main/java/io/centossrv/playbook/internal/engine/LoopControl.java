// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.engine;

import io.centossrv.jinja.value.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a loop is run.
 *
 * @param variable that holds the element
 * @param index the variable that holds its number
 * @param label what is shown of an element, as written
 * @param pause between two elements
 */
record LoopControl(
        String variable,
        Optional<String> index,
        Optional<Object> label,
        Duration pause,
        boolean extended,
        boolean allItems) {
    static LoopControl of(TaskStep step, TaskKeywords keywords) {
        Map<?, ?> written = step.own("loop_control")
                .filter(Map.class::isInstance)
                .map(Map.class::cast)
                .orElse(Map.of());
        return new LoopControl(
                value(written, "loop_var", keywords).map(Text::of).orElse("item"),
                value(written, "index_var", keywords).map(Text::of),
                Optional.ofNullable(written.get("label")),
                value(written, "pause", keywords).map(LoopControl::seconds).orElse(Duration.ZERO),
                value(written, "extended", keywords)
                        .map(value -> Values.strictFlag("extended", value))
                        .orElse(false),
                value(written, "extended_allitems", keywords)
                        .map(value -> Values.strictFlag("extended_allitems", value))
                        .orElse(true));
    }

    private static Optional<Object> value(Map<?, ?> written, String name, TaskKeywords keywords) {
        return Optional.ofNullable(written.get(name)).map(keywords::templated);
    }

    private static Duration seconds(Object value) {
        try {
            return Duration.ofMillis((long) (Double.parseDouble(Text.of(value)) * 1000));
        } catch (NumberFormatException e) {
            throw new TaskFailure("the field 'pause' has an invalid value (" + Text.of(value) + ")");
        }
    }

    /** Returns {@code ansible_loop} for the element with a number. */
    Map<String, Object> extended(List<Object> items, int at) {
        Map<String, Object> loop = new LinkedHashMap<>();
        long size = items.size();
        if (allItems) {
            loop.put("allitems", new ArrayList<>(items));
        }
        loop.put("index", at + 1L);
        loop.put("index0", (long) at);
        loop.put("first", at == 0);
        loop.put("last", at + 1 == size);
        loop.put("length", size);
        loop.put("revindex", size - at);
        loop.put("revindex0", size - at - 1);
        if (at + 1 < size) {
            loop.put("nextitem", items.get(at + 1));
        }
        if (at > 0) {
            loop.put("previtem", items.get(at - 1));
        }
        return loop;
    }
}
