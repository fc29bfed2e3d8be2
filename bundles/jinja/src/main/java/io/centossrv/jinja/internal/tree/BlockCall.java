// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.tree;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.value.Callable;
import io.centossrv.jinja.value.Undefined;
import java.util.Map;

/**
 * {@code {% block name %}} where it stands: writes the block in charge.
 *
 * @param scoped whether it sees the names of where it stands
 */
public record BlockCall(String name, boolean scoped) implements Statement {
    @Override
    public Flow execute(Frame frame, Sink out) {
        if (Extends.isExtending(frame)) {
            return Flow.NEXT;
        }
        Frame inside = Frame.of(frame.rendering(), frame.context());
        if (scoped) {
            for (Map.Entry<String, Object> local : frame.visible().entrySet()) {
                inside.put(local.getKey(), local.getValue());
            }
        }
        write(inside, name, 0, out);
        return Flow.NEXT;
    }

    static Object capture(Frame frame, String name, int depth) {
        Sink out = frame.rendering().sink();
        write(Frame.of(frame.rendering(), frame.context()), name, depth, out);
        return frame.rendering().result(out);
    }

    private static void write(Frame frame, String name, int depth, Sink out) {
        BlockBody block = frame.context()
                .block(name, depth)
                .orElseThrow(() -> EvaluationError.lookup("there is no block '" + name + "'"));
        if (block.required()) {
            throw EvaluationError.value("Required block '" + name + "' not found");
        }
        frame.rendering().enter();
        frame.put("self", new SelfReference(frame));
        frame.put(
                "super",
                frame.context().block(name, depth + 1).isPresent()
                        ? (Callable) arguments -> capture(frame, name, depth + 1)
                        : Undefined.because("there is no parent block called '" + name + "'."));
        block.body().execute(frame, out);
        frame.rendering().leave();
    }
}
