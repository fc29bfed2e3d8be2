// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.ansible;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.error.LimitExceeded;
import io.centossrv.jinja.spi.Evaluation;
import io.centossrv.jinja.spi.Filter;
import io.centossrv.jinja.value.CallArguments;
import io.centossrv.jinja.value.Comparison;
import io.centossrv.jinja.value.Items;
import io.centossrv.jinja.value.Numbers;
import io.centossrv.jinja.value.Signature;
import io.centossrv.jinja.value.Text;
import io.centossrv.jinja.value.Tuple;
import io.centossrv.jinja.value.Undefined;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Filters of set theory and combinations; the order of the elements stays. */
final class SetFilters {
    private static final int MOST_MADE = 1_000_000;
    private static final Signature OTHER = Signature.of("union", "b");
    private static final Signature COUNT = Signature.of("combinations", "r=");
    private static final Signature RANDOM = Signature.of("rand", "start=", "step=", "seed=");
    private static final Signature SHUFFLE = Signature.of("randomize_list", "seed=");

    private SetFilters() {}

    static Map<String, Filter> all() {
        return Map.ofEntries(
                Map.entry("union", (value, arguments, evaluation) -> {
                    List<Object> all = Items.list(value);
                    all.addAll(other(arguments));
                    return distinct(all);
                }),
                Map.entry("intersect", (value, arguments, evaluation) -> {
                    Collection<?> other = other(arguments);
                    return distinct(Items.list(value).stream()
                            .filter(element -> Comparison.contains(other, element))
                            .toList());
                }),
                Map.entry("difference", (value, arguments, evaluation) -> {
                    Collection<?> other = other(arguments);
                    return distinct(Items.list(value).stream()
                            .filter(element -> !Comparison.contains(other, element))
                            .toList());
                }),
                Map.entry("symmetric_difference", SetFilters::symmetricDifference),
                Map.entry("zip", (value, arguments, evaluation) -> zip(arguments.after(value), false)),
                Map.entry("zip_longest", (value, arguments, evaluation) -> zip(arguments.after(value), true)),
                Map.entry("product", SetFilters::product),
                Map.entry("permutations", (value, arguments, evaluation) -> chosen(value, arguments, true)),
                Map.entry("combinations", (value, arguments, evaluation) -> chosen(value, arguments, false)),
                Map.entry("random", SetFilters::random),
                Map.entry("shuffle", SetFilters::shuffle));
    }

    private static Collection<?> other(CallArguments arguments) {
        return Items.view(Undefined.check(OTHER.bind(arguments).get("b")));
    }

    private static List<Object> distinct(List<?> elements) {
        List<Object> kept = new ArrayList<>();
        elements.stream().filter(element -> !Comparison.contains(kept, element)).forEach(kept::add);
        return kept;
    }

    private static Object symmetricDifference(Object value, CallArguments arguments, Evaluation evaluation) {
        List<Object> mine = Items.list(value);
        Collection<?> others = other(arguments);
        List<Object> all = new ArrayList<>(mine);
        all.addAll(others);
        return distinct(all.stream()
                .filter(element -> !Comparison.contains(mine, element) || !Comparison.contains(others, element))
                .toList());
    }

    private static Object zip(CallArguments arguments, boolean longest) {
        List<List<Object>> lists = new ArrayList<>();
        arguments.positional().forEach(list -> lists.add(Items.list(list)));
        int size = lists.stream()
                .mapToInt(List::size)
                .reduce(longest ? Math::max : Math::min)
                .orElse(0);
        Object fill = arguments.named().get("fillvalue");
        List<Object> rows = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            List<Object> row = new ArrayList<>();
            for (List<Object> list : lists) {
                row.add(i < list.size() ? list.get(i) : fill);
            }
            rows.add(Tuple.of(row));
        }
        return rows;
    }

    private static Object product(Object value, CallArguments arguments, Evaluation evaluation) {
        List<List<Object>> lists = new ArrayList<>();
        arguments.after(value).positional().forEach(list -> lists.add(Items.list(list)));
        int repeat = Numbers.index(arguments.named().getOrDefault("repeat", 1L));
        List<List<Object>> rows = List.of(List.of());
        for (int round = 0; round < repeat; round++) {
            for (List<Object> list : lists) {
                rows = extended(rows, list);
            }
        }
        return tuples(rows);
    }

    private static List<List<Object>> extended(List<List<Object>> rows, List<Object> list) {
        if ((long) rows.size() * list.size() > MOST_MADE) {
            throw new LimitExceeded("more than " + MOST_MADE + " combinations");
        }
        List<List<Object>> longer = new ArrayList<>();
        for (List<Object> row : rows) {
            for (Object element : list) {
                List<Object> more = new ArrayList<>(row);
                more.add(element);
                longer.add(more);
            }
        }
        return longer;
    }

    private static Object chosen(Object value, CallArguments arguments, boolean ordered) {
        List<Object> pool = Items.list(value);
        Object given = COUNT.bind(arguments).get("r");
        if (given == null && !ordered) {
            throw EvaluationError.type("combinations() missing required argument 'r' (pos 2)");
        }
        int count = given == null ? pool.size() : Numbers.index(given);
        List<List<Object>> rows = new ArrayList<>();
        choose(pool, count, ordered, new ArrayList<>(), rows);
        return tuples(rows);
    }

    private static void choose(
            List<Object> pool, int count, boolean ordered, List<Integer> taken, List<List<Object>> rows) {
        if (taken.size() == count) {
            List<Object> row = new ArrayList<>();
            taken.forEach(index -> row.add(pool.get(index)));
            rows.add(row);
            if (rows.size() > MOST_MADE) {
                throw new LimitExceeded("more than " + MOST_MADE + " combinations");
            }
            return;
        }
        int first = ordered || taken.isEmpty() ? 0 : taken.get(taken.size() - 1) + 1;
        for (int i = first; i < pool.size(); i++) {
            if (!taken.contains(i)) {
                taken.add(i);
                choose(pool, count, ordered, taken, rows);
                taken.remove(taken.size() - 1);
            }
        }
    }

    private static List<Object> tuples(List<List<Object>> rows) {
        List<Object> tuples = new ArrayList<>();
        rows.forEach(row -> tuples.add(Tuple.of(row)));
        return tuples;
    }

    private static Object random(Object value, CallArguments arguments, Evaluation evaluation) {
        Signature.Bound bound = RANDOM.bind(arguments);
        Random random = seeded(bound.get("seed"));
        if (Numbers.isInteger(Undefined.check(value)) && !(value instanceof Boolean)) {
            int start = bound.integer("start", 0);
            int step = bound.get("step") == null ? 1 : bound.integer("step", 1);
            int end = Numbers.index(value);
            if (step < 1 || end <= start) {
                throw EvaluationError.value("empty range for randrange() (" + start + ", " + end + ", " + step + ")");
            }
            int size = (end - start + step - 1) / step;
            return (long) start + (long) step * random.nextInt(size);
        }
        if (bound.get("start") != null || bound.get("step") != null) {
            throw EvaluationError.value("start and step can only be used with integer values");
        }
        if (!Items.isIterable(value)) {
            throw EvaluationError.value("random can only be used on sequences and integers");
        }
        List<Object> all = Items.list(value);
        if (all.isEmpty()) {
            throw EvaluationError.lookup("Cannot choose from an empty sequence");
        }
        return all.get(random.nextInt(all.size()));
    }

    private static Object shuffle(Object value, CallArguments arguments, Evaluation evaluation) {
        Object seed = SHUFFLE.bind(arguments).get("seed");
        if (!Items.isIterable(Undefined.check(value))) {
            return value;
        }
        List<Object> all = Items.list(value);
        Collections.shuffle(all, seeded(seed));
        return all;
    }

    /** The same seed gives the same numbers again, though not those of Python. */
    private static Random seeded(Object seed) {
        return seed == null ? new Random() : new Random(Text.of(seed).hashCode());
    }
}
