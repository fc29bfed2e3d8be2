// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.filter;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.error.LimitExceeded;
import io.centossrv.jinja.spi.Evaluation;
import io.centossrv.jinja.spi.Filter;
import io.centossrv.jinja.value.CallArguments;
import io.centossrv.jinja.value.Items;
import io.centossrv.jinja.value.Signature;
import io.centossrv.jinja.value.Text;
import io.centossrv.jinja.value.Truth;
import io.centossrv.jinja.value.Undefined;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Filters of lists and what can be looped over. */
final class SequenceFilters {
    private static final Signature DEFAULT = Signature.of("do_default", "default_value=", "boolean=");
    private static final Signature BATCH = Signature.of("do_batch", "linecount", "fill_with=");
    private static final Signature SLICE = Signature.of("sync_do_slice", "slices", "fill_with=");
    private static final Signature ATTR = Signature.of("do_attr", "name");

    /** As many parts as a list is cut into, and elements as a part is filled up to. */
    private static final int MOST_PARTS = 1_000_000;

    private SequenceFilters() {}

    static Map<String, Filter> all() {
        return Map.ofEntries(
                Map.entry("default", SequenceFilters::orElse),
                Map.entry("d", SequenceFilters::orElse),
                Map.entry("length", (value, arguments, evaluation) -> (long) Items.length(value)),
                Map.entry("count", (value, arguments, evaluation) -> (long) Items.length(value)),
                Map.entry("list", (value, arguments, evaluation) -> Items.list(value)),
                Map.entry("first", SequenceFilters::first),
                Map.entry("last", SequenceFilters::last),
                Map.entry("reverse", SequenceFilters::reverse),
                Map.entry("random", SequenceFilters::random),
                Map.entry("batch", SequenceFilters::batch),
                Map.entry("slice", SequenceFilters::slice),
                Map.entry("attr", SequenceFilters::attribute));
    }

    private static Object orElse(Object value, CallArguments arguments, Evaluation evaluation) {
        Signature.Bound bound = DEFAULT.bind(arguments);
        boolean missing = value instanceof Undefined || (bound.truth("boolean", false) && !Truth.of(value));
        return missing ? bound.get("default_value", "") : value;
    }

    private static Object first(Object value, CallArguments arguments, Evaluation evaluation) {
        List<Object> all = Items.list(value);
        return all.isEmpty() ? Undefined.because("No first item, sequence was empty.") : all.get(0);
    }

    private static Object last(Object value, CallArguments arguments, Evaluation evaluation) {
        List<Object> all = Items.list(value);
        return all.isEmpty() ? Undefined.because("No last item, sequence was empty.") : all.get(all.size() - 1);
    }

    private static Object reverse(Object value, CallArguments arguments, Evaluation evaluation) {
        Undefined.check(value);
        if (Text.isText(value)) {
            return Text.like(
                    value, new StringBuilder(value.toString()).reverse().toString());
        }
        if (!Items.isIterable(value)) {
            throw EvaluationError.type("argument must be iterable");
        }
        List<Object> all = Items.list(value);
        Collections.reverse(all);
        return all;
    }

    private static Object random(Object value, CallArguments arguments, Evaluation evaluation) {
        List<Object> all = Items.list(value);
        return all.isEmpty()
                ? Undefined.because("No random item, sequence was empty.")
                : all.get(ThreadLocalRandom.current().nextInt(all.size()));
    }

    private static int bounded(int number) {
        if (number > MOST_PARTS) {
            throw new LimitExceeded("more than " + MOST_PARTS + " parts or elements of a part");
        }
        return number;
    }

    private static Object batch(Object value, CallArguments arguments, Evaluation evaluation) {
        Signature.Bound bound = BATCH.bind(arguments);
        int size = bounded(bound.integer("linecount", 1));
        List<Object> batches = new ArrayList<>();
        List<Object> batch = new ArrayList<>();
        for (Object element : Items.view(Undefined.check(value))) {
            if (batch.size() == size) {
                batches.add(batch);
                batch = new ArrayList<>();
            }
            batch.add(element);
        }
        if (!batch.isEmpty()) {
            while (bound.get("fill_with") != null && batch.size() < size) {
                batch.add(bound.get("fill_with"));
            }
            batches.add(batch);
        }
        return batches;
    }

    private static Object slice(Object value, CallArguments arguments, Evaluation evaluation) {
        Signature.Bound bound = SLICE.bind(arguments);
        int slices = bounded(bound.integer("slices", 1));
        if (slices < 1) {
            throw EvaluationError.arithmetic("integer division or modulo by zero");
        }
        List<Object> all = Items.list(value);
        int shortest = all.size() / slices;
        int longer = all.size() % slices;
        List<Object> made = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < slices; i++) {
            int size = shortest + (i < longer ? 1 : 0);
            List<Object> part = new ArrayList<>(all.subList(at, at + size));
            if (bound.get("fill_with") != null && i >= longer) {
                part.add(bound.get("fill_with"));
            }
            made.add(part);
            at += size;
        }
        return made;
    }

    private static Object attribute(Object value, CallArguments arguments, Evaluation evaluation) {
        Object name = ATTR.bind(arguments).get("name");
        Undefined.check(value);
        return value instanceof Map
                ? attributeOfDict(value, Text.of(name), evaluation)
                : evaluation.attribute(value, Text.of(name));
    }

    /** A dict's keys are no attributes here; its methods are. */
    private static Object attributeOfDict(Object dict, String name, Evaluation evaluation) {
        Object method = evaluation.attribute(Map.of(), name);
        return method instanceof Undefined ? Undefined.element(dict, name) : evaluation.attribute(dict, name);
    }
}
