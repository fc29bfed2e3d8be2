// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.parse;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.internal.tree.Namespace;
import io.centossrv.jinja.value.CallArguments;
import io.centossrv.jinja.value.Callable;
import io.centossrv.jinja.value.Instance;
import io.centossrv.jinja.value.Items;
import io.centossrv.jinja.value.Numbers;
import io.centossrv.jinja.value.Range;
import io.centossrv.jinja.value.Text;
import io.centossrv.jinja.value.Types;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Names that every template knows. */
public final class Globals {
    /** As long as a loop over a range may be. */
    private static final int MOST_ROUNDS = 10_000_000;

    private Globals() {}

    /** Returns them by name. */
    public static Map<String, Object> all() {
        return Map.of(
                "range", (Callable) Globals::range,
                "dict", (Callable) Globals::dict,
                "namespace", (Callable) arguments -> new Namespace(dict(arguments)),
                "cycler", (Callable) Cycler::new,
                "joiner", (Callable) Joiner::new);
    }

    private static Object range(CallArguments arguments) {
        List<Object> bounds = arguments.positional();
        if (bounds.isEmpty() || bounds.size() > 3) {
            throw EvaluationError.type("range expected 1 to 3 arguments, got " + bounds.size());
        }
        long start = bounds.size() == 1 ? 0 : Numbers.index(bounds.get(0));
        long stop = Numbers.index(bounds.get(bounds.size() == 1 ? 0 : 1));
        Range range = Range.of(start, stop, bounds.size() == 3 ? Numbers.index(bounds.get(2)) : 1);
        if (range.size() > MOST_ROUNDS) {
            throw EvaluationError.value("range() of more than " + MOST_ROUNDS + " numbers");
        }
        return range;
    }

    private static Map<Object, Object> dict(CallArguments arguments) {
        Map<Object, Object> made = new LinkedHashMap<>();
        for (Object source : arguments.positional()) {
            if (source instanceof Map<?, ?> map) {
                made.putAll(map);
            } else {
                for (Object pair : Items.view(source)) {
                    List<Object> sides = Items.list(pair);
                    if (sides.size() != 2) {
                        throw EvaluationError.value(
                                "dictionary update sequence element has length " + sides.size() + "; 2 is required");
                    }
                    made.put(Items.keyOf(made, sides.get(0)), sides.get(1));
                }
            }
        }
        made.putAll(arguments.named());
        return made;
    }

    /** {@code cycler(…)}: goes round its items. Of one rendering. */
    private static final class Cycler implements Instance {
        private final List<Object> items;
        private int at;

        Cycler(CallArguments arguments) {
            items = arguments.positional();
            if (items.isEmpty()) {
                throw EvaluationError.type("at least one item has to be provided");
            }
        }

        @Override
        public String typeName() {
            return "Cycler";
        }

        @Override
        public Optional<Object> attribute(String name) {
            return switch (name) {
                case "current" -> Optional.ofNullable(items.get(at));
                case "next" ->
                    Optional.of((Callable) arguments -> {
                        Object now = items.get(at);
                        at = (at + 1) % items.size();
                        return now;
                    });
                case "reset" ->
                    Optional.of((Callable) arguments -> {
                        at = 0;
                        return null;
                    });
                default -> Optional.empty();
            };
        }

        @Override
        public String repr() {
            return "<Cycler>";
        }
    }

    /** {@code joiner(separator)}: nothing at its first call, the separator after. Of one rendering. */
    private static final class Joiner implements Callable, Instance {
        private final String separator;
        private boolean used;

        Joiner(CallArguments arguments) {
            separator = arguments.positional().isEmpty()
                    ? Text.of(arguments.named().getOrDefault("sep", ", "))
                    : Text.of(arguments.positional().get(0));
        }

        @Override
        public Object call(CallArguments arguments) {
            boolean first = !used;
            used = true;
            return first ? "" : separator;
        }

        @Override
        public String typeName() {
            return "Joiner";
        }

        @Override
        public Optional<Object> attribute(String name) {
            return Optional.empty();
        }

        @Override
        public String repr() {
            return "<" + Types.name(this) + ">";
        }
    }
}
