// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.tree;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.value.CallArguments;
import io.centossrv.jinja.value.Callable;
import io.centossrv.jinja.value.Comparison;
import io.centossrv.jinja.value.Instance;
import io.centossrv.jinja.value.Tuple;
import io.centossrv.jinja.value.Undefined;
import java.util.List;
import java.util.Optional;

/** {@code loop}: where a loop is. */
final class Loop implements Instance, Callable {
    private final List<Object> items;
    private final int depth;
    private final Optional<Callable> again;
    private int index = -1;
    private Object seen = Undefined.because("nothing was seen yet");

    Loop(List<Object> items, int depth, Optional<Callable> again) {
        this.items = items;
        this.depth = depth;
        this.again = again;
    }

    void advance() {
        index++;
    }

    @Override
    public Object call(CallArguments arguments) {
        return again.orElseThrow(() ->
                        EvaluationError.type("The loop must have the 'recursive' marker to be called recursively."))
                .call(arguments);
    }

    @Override
    public String typeName() {
        return "LoopContext";
    }

    @Override
    public Optional<Object> attribute(String name) {
        return switch (name) {
            case "index" -> Optional.of(index + 1L);
            case "index0" -> Optional.of((long) index);
            case "revindex" -> Optional.of((long) items.size() - index);
            case "revindex0" -> Optional.of((long) items.size() - index - 1);
            case "first" -> Optional.of(index == 0);
            case "last" -> Optional.of(index == items.size() - 1);
            case "length" -> Optional.of((long) items.size());
            case "depth" -> Optional.of((long) depth);
            case "depth0" -> Optional.of(depth - 1L);
            case "previtem" -> Optional.of(neighbour(index - 1, "there is no previous item"));
            case "nextitem" -> Optional.of(neighbour(index + 1, "there is no next item"));
            case "cycle" -> Optional.of((Callable) this::cycle);
            case "changed" -> Optional.of((Callable) this::changed);
            default -> Optional.empty();
        };
    }

    private Object neighbour(int at, String none) {
        return at >= 0 && at < items.size() ? items.get(at) : Undefined.because(none);
    }

    private Object cycle(CallArguments arguments) {
        if (arguments.positional().isEmpty()) {
            throw EvaluationError.type("no items for cycling given");
        }
        return arguments.positional().get(index % arguments.positional().size());
    }

    private Object changed(CallArguments arguments) {
        Object now = Tuple.of(arguments.positional());
        boolean same = !(seen instanceof Undefined) && Comparison.equal(seen, now);
        seen = now;
        return !same;
    }

    @Override
    public String repr() {
        return "<LoopContext " + (index + 1) + "/" + items.size() + ">";
    }
}
