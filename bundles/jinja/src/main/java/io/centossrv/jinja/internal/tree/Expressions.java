// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.tree;

import io.centossrv.jinja.value.Arithmetic;
import io.centossrv.jinja.value.Comparison;
import io.centossrv.jinja.value.Items;
import io.centossrv.jinja.value.Slice;
import io.centossrv.jinja.value.Text;
import io.centossrv.jinja.value.Truth;
import io.centossrv.jinja.value.Tuple;
import io.centossrv.jinja.value.Undefined;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The kinds of expressions. */
public final class Expressions {
    private Expressions() {}

    /** A literal; null is None. */
    public record Constant(Object value) implements Expression {
        @Override
        public Object evaluate(Frame frame) {
            return value;
        }
    }

    /** A name. */
    public record Name(String name) implements Expression {
        @Override
        public Object evaluate(Frame frame) {
            return frame.get(name);
        }
    }

    /** {@code owner.name}. */
    public record Attribute(Expression owner, String name) implements Expression {
        @Override
        public Object evaluate(Frame frame) {
            return Access.attribute(owner.evaluate(frame), name, frame.rendering());
        }
    }

    /** {@code owner[key]}. */
    public record Item(Expression owner, Expression key) implements Expression {
        @Override
        public Object evaluate(Frame frame) {
            Object value = owner.evaluate(frame);
            return Access.item(value, key.evaluate(frame), frame.rendering());
        }
    }

    /** {@code start:stop:step} of a subscript. */
    public record Span(Optional<Expression> start, Optional<Expression> stop, Optional<Expression> step)
            implements Expression {
        @Override
        public Object evaluate(Frame frame) {
            return new Slice(bound(start, frame), bound(stop, frame), bound(step, frame));
        }

        private static Object bound(Optional<Expression> bound, Frame frame) {
            return bound.isPresent() ? bound.get().evaluate(frame) : null;
        }
    }

    /** {@code callee(arguments)}. */
    public record Call(Expression callee, ArgumentList arguments) implements Expression {
        @Override
        public Object evaluate(Frame frame) {
            Object callable = callee.evaluate(frame);
            return frame.rendering().call(callable, arguments.evaluate(frame));
        }
    }

    /** {@code value | name(arguments)}. */
    public record FilterCall(Expression value, String name, ArgumentList arguments) implements Expression {
        @Override
        public Object evaluate(Frame frame) {
            Object filtered = value.evaluate(frame);
            return frame.rendering().filter(name, filtered, arguments.evaluate(frame));
        }
    }

    /** {@code value is name(arguments)}. */
    public record TestCall(Expression value, String name, ArgumentList arguments) implements Expression {
        @Override
        public Object evaluate(Frame frame) {
            Object tested = value.evaluate(frame);
            return frame.rendering().test(name, tested, arguments.evaluate(frame));
        }
    }

    /** {@code left and right}: the value that decides. */
    public record And(Expression left, Expression right) implements Expression {
        @Override
        public Object evaluate(Frame frame) {
            Object first = left.evaluate(frame);
            return Truth.of(first) ? right.evaluate(frame) : first;
        }
    }

    /** {@code left or right}: the value that decides. */
    public record Or(Expression left, Expression right) implements Expression {
        @Override
        public Object evaluate(Frame frame) {
            Object first = left.evaluate(frame);
            return Truth.of(first) ? first : right.evaluate(frame);
        }
    }

    /** {@code not value}. */
    public record Not(Expression value) implements Expression {
        @Override
        public Object evaluate(Frame frame) {
            return !Truth.of(value.evaluate(frame));
        }
    }

    /** {@code yes if condition else no}; undefined where there is no else. */
    public record Conditional(Expression condition, Expression yes, Optional<Expression> no) implements Expression {
        @Override
        public Object evaluate(Frame frame) {
            if (Truth.of(condition.evaluate(frame))) {
                return yes.evaluate(frame);
            }
            return no.isPresent() ? no.get().evaluate(frame) : Undefined.nothing();
        }
    }

    /** Operators of arithmetic. */
    public enum Operator {
        ADD,
        SUBTRACT,
        MULTIPLY,
        DIVIDE,
        DIVIDE_FLOOR,
        REMAINDER,
        POWER
    }

    /** {@code left operator right}. */
    public record Binary(Operator operator, Expression left, Expression right) implements Expression {
        @Override
        public Object evaluate(Frame frame) {
            Object first = left.evaluate(frame);
            Object second = right.evaluate(frame);
            return switch (operator) {
                case ADD -> Arithmetic.add(first, second);
                case SUBTRACT -> Arithmetic.subtract(first, second);
                case MULTIPLY -> Arithmetic.multiply(first, second);
                case DIVIDE -> Arithmetic.divide(first, second);
                case DIVIDE_FLOOR -> Arithmetic.divideFloor(first, second);
                case REMAINDER -> Arithmetic.remainder(first, second);
                case POWER -> Arithmetic.power(first, second);
            };
        }
    }

    /** {@code -value} and {@code +value}. */
    public record Signed(boolean minus, Expression value) implements Expression {
        @Override
        public Object evaluate(Frame frame) {
            Object operand = value.evaluate(frame);
            return minus ? Arithmetic.negate(operand) : Arithmetic.affirm(operand);
        }
    }

    /** {@code a ~ b}: both as text. */
    public record Concatenation(List<Expression> parts) implements Expression {
        public Concatenation {
            parts = List.copyOf(parts);
        }

        @Override
        public Object evaluate(Frame frame) {
            CharSequence all = "";
            for (Expression part : parts) {
                Object value = part.evaluate(frame);
                all = Text.joined(all, value instanceof CharSequence ? value : Text.of(value));
            }
            return all;
        }
    }

    /** {@code a < b <= c}: each pair must hold. */
    public record Chain(Expression first, List<Link> links) implements Expression {
        public Chain {
            links = List.copyOf(links);
        }

        @Override
        public Object evaluate(Frame frame) {
            Object left = first.evaluate(frame);
            for (Link link : links) {
                Object right = link.operand().evaluate(frame);
                if (!holds(left, link.operator(), right)) {
                    return false;
                }
                left = right;
            }
            return true;
        }

        private static boolean holds(Object left, String operator, Object right) {
            return switch (operator) {
                case "==" -> Comparison.equal(left, right);
                case "!=" -> !Comparison.equal(left, right);
                case "in" -> Comparison.contains(right, left);
                case "not in" -> !Comparison.contains(right, left);
                default -> Comparison.ordered(left, operator, right);
            };
        }
    }

    /** An operator of a comparison and what is on its right. */
    public record Link(String operator, Expression operand) {}

    /** {@code [a, b]}. */
    public record ListLiteral(List<Expression> elements) implements Expression {
        public ListLiteral {
            elements = List.copyOf(elements);
        }

        @Override
        public Object evaluate(Frame frame) {
            List<Object> values = new ArrayList<>(elements.size());
            elements.forEach(element -> values.add(element.evaluate(frame)));
            return values;
        }
    }

    /** {@code (a, b)}. */
    public record TupleLiteral(List<Expression> elements) implements Expression {
        public TupleLiteral {
            elements = List.copyOf(elements);
        }

        @Override
        public Object evaluate(Frame frame) {
            List<Object> values = new ArrayList<>(elements.size());
            elements.forEach(element -> values.add(element.evaluate(frame)));
            return Tuple.of(values);
        }
    }

    /** {@code {key: value}}. */
    public record DictLiteral(List<Pair> pairs) implements Expression {
        public DictLiteral {
            pairs = List.copyOf(pairs);
        }

        @Override
        public Object evaluate(Frame frame) {
            Map<Object, Object> dict = new LinkedHashMap<>();
            for (Pair pair : pairs) {
                Object key = Undefined.check(pair.key().evaluate(frame));
                dict.put(Items.keyOf(dict, key), pair.value().evaluate(frame));
            }
            return dict;
        }
    }

    /** A key and its value. */
    public record Pair(Expression key, Expression value) {}
}
