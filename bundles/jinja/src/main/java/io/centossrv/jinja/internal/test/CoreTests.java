// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.test;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.spi.Evaluation;
import io.centossrv.jinja.spi.Test;
import io.centossrv.jinja.value.Arithmetic;
import io.centossrv.jinja.value.CallArguments;
import io.centossrv.jinja.value.Callable;
import io.centossrv.jinja.value.Comparison;
import io.centossrv.jinja.value.Items;
import io.centossrv.jinja.value.Marked;
import io.centossrv.jinja.value.Numbers;
import io.centossrv.jinja.value.Text;
import io.centossrv.jinja.value.Tuple;
import io.centossrv.jinja.value.Undefined;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * The tests of the language itself.
 *
 * @see <a href="https://jinja.palletsprojects.com/en/3.1.x/templates/#list-of-builtin-tests">Jinja, Builtin Tests</a>
 */
public final class CoreTests {
    private CoreTests() {}

    /** Returns them by name. */
    public static Map<String, Test> all() {
        Map<String, Test> all = new HashMap<>();
        all.put("defined", of(value -> !(value instanceof Undefined)));
        all.put("undefined", of(value -> value instanceof Undefined));
        all.put("none", of(value -> value == null));
        all.put("boolean", of(value -> value instanceof Boolean));
        all.put("true", of(Boolean.TRUE::equals));
        all.put("false", of(Boolean.FALSE::equals));
        all.put("integer", of(value -> Numbers.isInteger(value) && !(value instanceof Boolean)));
        all.put("float", of(value -> value instanceof Double));
        all.put("number", of(Numbers::isNumber));
        all.put("string", of(Text::isText));
        all.put("mapping", of(value -> value instanceof Map));
        all.put("sequence", of(CoreTests::isSequence));
        all.put("iterable", of(value -> Items.isIterable(Undefined.check(value))));
        all.put("callable", of(value -> value instanceof Callable));
        all.put("escaped", of(value -> Marked.is(value, Marked.Mark.MARKUP)));
        all.put("odd", of(value -> Comparison.equal(Arithmetic.remainder(value, 2L), 1L)));
        all.put("even", of(value -> Comparison.equal(Arithmetic.remainder(value, 2L), 0L)));
        all.put("lower", of(value -> isCase(Text.of(value), "islower")));
        all.put("upper", of(value -> isCase(Text.of(value), "isupper")));
        all.put("sameas", with(CoreTests::isSame));
        all.put("in", with((value, container) -> Comparison.contains(container, value)));
        all.put("divisibleby", with((value, divisor) -> Comparison.equal(Arithmetic.remainder(value, divisor), 0L)));
        all.put("filter", (value, arguments, evaluation) -> evaluation.hasFilter(Text.of(value)));
        all.put("test", (value, arguments, evaluation) -> evaluation.hasTest(Text.of(value)));
        comparisons(all);
        return all;
    }

    private static void comparisons(Map<String, Test> all) {
        List.of("==", "eq", "equalto").forEach(name -> all.put(name, with(Comparison::equal)));
        List.of("!=", "ne").forEach(name -> all.put(name, with((left, right) -> !Comparison.equal(left, right))));
        Map.of(
                        "<", List.of("<", "lt", "lessthan"),
                        "<=", List.of("<=", "le"),
                        ">", List.of(">", "gt", "greaterthan"),
                        ">=", List.of(">=", "ge"))
                .forEach((operator, names) -> names.forEach(
                        name -> all.put(name, with((left, right) -> Comparison.ordered(left, operator, right)))));
    }

    private static Test of(Predicate<Object> predicate) {
        return (value, arguments, evaluation) -> {
            if (!arguments.positional().isEmpty() || !arguments.named().isEmpty()) {
                throw EvaluationError.type("this test takes no arguments");
            }
            return predicate.test(value);
        };
    }

    private static Test with(BiPredicate<Object, Object> predicate) {
        return (Object value, CallArguments arguments, Evaluation evaluation) -> {
            if (arguments.positional().size() + arguments.named().size() != 1) {
                throw EvaluationError.type("this test takes one argument");
            }
            Object other = arguments.positional().isEmpty()
                    ? arguments.named().values().iterator().next()
                    : arguments.positional().get(0);
            return predicate.test(value, other);
        };
    }

    private static boolean isSequence(Object value) {
        Undefined.check(value);
        return value instanceof List || value instanceof Map || Text.isText(value);
    }

    private static boolean isSame(Object left, Object right) {
        if (left == right) {
            return true;
        }
        boolean scalar = left instanceof Boolean || left instanceof Long || left instanceof String;
        boolean empty = left instanceof Tuple a && right instanceof Tuple b && a.isEmpty() && b.isEmpty();
        return empty || (scalar && left.equals(right));
    }

    private static boolean isCase(String text, String which) {
        boolean upper = which.equals("isupper");
        boolean cased =
                text.codePoints().anyMatch(point -> Character.isUpperCase(point) || Character.isLowerCase(point));
        return cased && text.codePoints().noneMatch(upper ? Character::isLowerCase : Character::isUpperCase);
    }
}
