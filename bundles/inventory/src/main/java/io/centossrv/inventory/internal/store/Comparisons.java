// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import io.centossrv.inventory.internal.target.Target.Attribute;
import io.centossrv.inventory.internal.target.Target.Operator;
import io.centossrv.inventory.internal.version.Evr;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;

/** Comparisons as SQL: of columns with a value, and with a parameter. */
final class Comparisons {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

    private Comparisons() {}

    /** Returns the comparison with a text, where it is one of order by its key; null where it has no key. */
    static String of(Attribute attribute, String value, String orderKey, List<Object> parameters) {
        String operand = attribute.operand().orElseThrow();
        switch (attribute.operator()) {
            case EQUAL, MATCHES -> {
                parameters.add(operand);
                return value + (attribute.operator() == Operator.EQUAL ? " = ?" : " ~ ?");
            }
            default -> {
                byte[] key = OrderKey.of(operand).orElse(null);
                if (key == null) {
                    return "null::boolean";
                }
                parameters.add(key);
                return orderKey + " " + sign(attribute.operator()) + " ?";
            }
        }
    }

    /** Returns the comparison with a fact: a number is compared with a number. */
    static String ofFact(Attribute attribute, List<Object> parameters) {
        if (attribute.operator() == Operator.EQUAL || attribute.operator() == Operator.MATCHES) {
            return of(attribute, "value", "order_key", parameters);
        }
        String operand = attribute.operand().orElseThrow();
        String numbers = "null::boolean";
        if (NUMBER.matcher(operand).matches()) {
            numbers = "number " + sign(attribute.operator()) + " ?";
            parameters.add(new BigDecimal(operand));
        }
        return "case when number is not null then " + numbers + " else "
                + of(attribute, "value", "order_key", parameters) + " end";
    }

    /** Returns the rest of a condition over {@code items}. */
    static String ofPackage(Attribute attribute, List<Object> parameters) {
        if (attribute.operator() == Operator.PRESENT) {
            return "";
        }
        String operand = attribute.operand().orElseThrow();
        if (attribute.operator() == Operator.MATCHES) {
            parameters.add(operand);
            return " and version ~ ?";
        }
        Evr evr = Evr.parse(operand).orElseThrow();
        byte[] lowest = evr.lowest();
        byte[] above = evr.above();
        return switch (attribute.operator()) {
            case LESS -> bound(parameters, " and order_key < ?", lowest);
            case AT_LEAST -> bound(parameters, " and order_key >= ?", lowest);
            case AT_MOST -> bound(parameters, " and order_key < ?", above);
            case GREATER -> bound(parameters, " and order_key >= ?", above);
            default -> bound(parameters, " and order_key >= ? and order_key < ?", lowest, above);
        };
    }

    private static String bound(List<Object> parameters, String condition, byte[]... keys) {
        parameters.addAll(List.of(keys));
        return condition;
    }

    private static String sign(Operator operator) {
        return switch (operator) {
            case LESS -> "<";
            case AT_MOST -> "<=";
            case GREATER -> ">";
            case AT_LEAST -> ">=";
            default -> throw new IllegalArgumentException("no order: " + operator);
        };
    }
}
