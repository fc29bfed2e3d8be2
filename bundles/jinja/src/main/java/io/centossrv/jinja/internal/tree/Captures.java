// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.tree;

import io.centossrv.jinja.error.JinjaException;
import io.centossrv.jinja.error.Place;
import io.centossrv.jinja.value.CallArguments;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Statements that take what their body writes as a value, or only open a scope for it. */
public final class Captures {
    private Captures() {}

    private static Object captured(Frame frame, Statement body) {
        Sink out = frame.rendering().sink();
        body.execute(frame.inner(), out);
        return frame.rendering().result(out);
    }

    /** A filter and its arguments. */
    public record FilterUse(String name, ArgumentList arguments) {
        Object apply(Object value, Frame frame) {
            return frame.rendering().filter(name, value, arguments.evaluate(frame));
        }
    }

    /** {@code {% set target | filter %} … {% endset %}}. */
    public record SetBlock(Assign.Target target, List<FilterUse> filters, Statement body) implements Statement {
        public SetBlock {
            filters = List.copyOf(filters);
        }

        @Override
        public Flow execute(Frame frame, Sink out) {
            Object value = captured(frame, body);
            for (FilterUse filter : filters) {
                value = filter.apply(value, frame);
            }
            target.take(frame, value);
            return Flow.NEXT;
        }
    }

    /** {@code {% filter name %} … {% endfilter %}}. */
    public record FilterBlock(List<FilterUse> filters, Statement body, Place place) implements Statement {
        public FilterBlock {
            filters = List.copyOf(filters);
        }

        @Override
        public Flow execute(Frame frame, Sink out) {
            try {
                Object value = captured(frame, body);
                for (FilterUse filter : filters) {
                    value = filter.apply(value, frame);
                }
                out.add(frame.rendering().library().output().finished(value));
            } catch (JinjaException e) {
                throw e.at(place);
            }
            return Flow.NEXT;
        }
    }

    /** {@code {% with name = value %} … {% endwith %}}, and with no names a scope alone. */
    public record With(Map<Assign.Target, Expression> values, Statement body) implements Statement {
        public With {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        @Override
        public Flow execute(Frame frame, Sink out) {
            Frame inside = frame.inner();
            values.forEach((target, value) -> target.take(inside, value.evaluate(frame)));
            return body.execute(inside, out);
        }
    }

    /** {@code {% call(names) macro(arguments) %} … {% endcall %}}: the body is the macro's {@code caller}. */
    public record CallBlock(Expressions.Call call, MacroDefinition caller, Place place) implements Statement {
        @Override
        public Flow execute(Frame frame, Sink out) {
            try {
                CallArguments given = call.arguments().evaluate(frame);
                Map<String, Object> named = new LinkedHashMap<>(given.named());
                named.put("caller", new Macro(caller, frame));
                Object value = frame.rendering()
                        .call(call.callee().evaluate(frame), new CallArguments(given.positional(), named));
                out.add(frame.rendering().library().output().finished(value));
            } catch (JinjaException e) {
                throw e.at(place);
            }
            return Flow.NEXT;
        }
    }

    /** {@code {% do expression %}}. */
    public record Do(Expression expression) implements Statement {
        @Override
        public Flow execute(Frame frame, Sink out) {
            expression.evaluate(frame);
            return Flow.NEXT;
        }
    }

    /** {@code {% break %}} and {@code {% continue %}}. */
    public record Jump(Flow flow) implements Statement {
        @Override
        public Flow execute(Frame frame, Sink out) {
            return flow;
        }
    }
}
