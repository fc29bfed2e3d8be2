// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.tree;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.value.Items;
import io.centossrv.jinja.value.Types;
import java.util.ArrayList;
import java.util.List;

/** {@code {% set target = value %}}. */
public record Assign(Target target, Expression value) implements Statement {
    @Override
    public Flow execute(Frame frame, Sink out) {
        target.take(frame, value.evaluate(frame));
        return Flow.NEXT;
    }

    /** Gives a name a value; at a template's top others can import it. */
    static void assign(Frame frame, String name, Object value) {
        frame.put(name, value);
        if (frame.isTop() && !name.startsWith("_")) {
            frame.context().export(name, value);
        }
    }

    /** What a value can be given to. */
    public interface Target {
        void take(Frame frame, Object value);
    }

    /** A name. */
    public record NameTarget(String name) implements Target {
        @Override
        public void take(Frame frame, Object value) {
            assign(frame, name, value);
        }
    }

    /** An attribute of a namespace. */
    public record NamespaceTarget(String name, String attribute) implements Target {
        @Override
        public void take(Frame frame, Object value) {
            if (!(frame.get(name) instanceof Namespace namespace)) {
                throw EvaluationError.type("cannot assign attribute on non-namespace object");
            }
            namespace.set(attribute, value);
        }
    }

    /** Several targets for the elements of one value. */
    public record TupleTarget(List<Target> targets) implements Target {
        public TupleTarget {
            targets = List.copyOf(targets);
        }

        @Override
        public void take(Frame frame, Object value) {
            if (!Items.isIterable(value)) {
                io.centossrv.jinja.value.Undefined.check(value);
                throw EvaluationError.type("cannot unpack non-iterable " + Types.name(value) + " object");
            }
            List<Object> values = new ArrayList<>(Items.view(value));
            if (values.size() != targets.size()) {
                throw EvaluationError.value(
                        values.size() > targets.size()
                                ? "too many values to unpack (expected " + targets.size() + ")"
                                : "not enough values to unpack (expected " + targets.size() + ", got " + values.size()
                                        + ")");
            }
            for (int i = 0; i < values.size(); i++) {
                targets.get(i).take(frame, values.get(i));
            }
        }
    }
}
