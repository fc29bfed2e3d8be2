// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.tree;

import io.centossrv.jinja.value.CallArguments;
import io.centossrv.jinja.value.Callable;
import io.centossrv.jinja.value.Items;
import io.centossrv.jinja.value.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code {% for target in items if condition recursive %} … {% else %} … {% endfor %}}. */
public record For(
        Assign.Target target,
        Expression items,
        Optional<Expression> condition,
        boolean recursive,
        Statement body,
        Statement otherwise)
        implements Statement {
    @Override
    public Flow execute(Frame frame, Sink out) {
        loop(frame, items.evaluate(frame), 1, out);
        return Flow.NEXT;
    }

    private void loop(Frame frame, Object over, int depth, Sink out) {
        List<Object> selected = selected(frame, over);
        if (selected.isEmpty()) {
            otherwise.execute(frame.inner(), out);
            return;
        }
        Optional<Callable> again =
                recursive ? Optional.of(arguments -> recursed(frame, arguments, depth + 1)) : Optional.empty();
        Loop loop = new Loop(selected, depth, again);
        for (Object item : selected) {
            frame.rendering().step();
            loop.advance();
            Frame round = frame.inner();
            round.put("loop", loop);
            target.take(round, item);
            if (body.execute(round, out) == Flow.BREAK) {
                return;
            }
        }
    }

    private Object recursed(Frame frame, CallArguments arguments, int depth) {
        frame.rendering().enter();
        Sink out = frame.rendering().sink();
        loop(
                frame,
                arguments.positional().isEmpty()
                        ? List.of()
                        : arguments.positional().get(0),
                depth,
                out);
        frame.rendering().leave();
        return frame.rendering().result(out);
    }

    private List<Object> selected(Frame frame, Object over) {
        List<Object> all = Items.list(over);
        if (condition.isEmpty()) {
            return all;
        }
        List<Object> selected = new ArrayList<>();
        for (Object item : all) {
            Frame asked = frame.inner();
            target.take(asked, item);
            if (Truth.of(condition.get().evaluate(asked))) {
                selected.add(item);
            }
        }
        return selected;
    }
}
