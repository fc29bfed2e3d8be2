// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import io.centossrv.inventory.internal.target.Target;
import java.util.ArrayList;
import java.util.List;

/**
 * A target as SQL over {@code nodes n}: joins, and a condition that is null where the target is unknown, as SQL's logic is
 * the target's. What is asked for is joined once, however often it is asked for, each by an index and with a row for the
 * nodes that have it: so truth and unknown come of one statement.
 *
 * @param joins follow on {@code nodes n}
 * @param condition with a question mark for each parameter, as in the joins
 * @param parameters of the joins, then of the condition
 */
record TargetSql(String joins, String condition, List<Object> parameters) {
    static TargetSql of(Target target) {
        TargetJoins joins = new TargetJoins();
        Writer writer = new Writer(joins);
        writer.write(target);
        List<Object> parameters = new ArrayList<>(joins.parameters());
        parameters.addAll(writer.parameters);
        return new TargetSql(joins.text(), writer.text.toString(), parameters);
    }

    /** Writes the condition. */
    private static final class Writer {
        private final TargetJoins joins;
        private final StringBuilder text = new StringBuilder();
        private final List<Object> parameters = new ArrayList<>();

        Writer(TargetJoins joins) {
            this.joins = joins;
        }

        void write(Target target) {
            if (target instanceof Target.All) {
                text.append("true");
            } else if (target instanceof Target.Name name) {
                text.append("n.name = ?");
                parameters.add(name.name());
            } else if (target instanceof Target.Glob glob) {
                NamePattern pattern = NamePattern.of(glob.pattern());
                text.append("n.name ").append(pattern.operator()).append(" ?");
                parameters.add(pattern.text());
            } else if (target instanceof Target.Not not) {
                text.append("not (");
                write(not.operand());
                text.append(')');
            } else if (target instanceof Target.And and) {
                writeAll(and.operands(), " and ");
            } else if (target instanceof Target.Or or) {
                writeOr(or.operands());
            } else {
                text.append(joins.truth(target));
            }
        }

        /** Puts the names of a long list into one array: one look into the index, not a thousand conditions. */
        private void writeOr(List<Target> operands) {
            List<String> names = new ArrayList<>();
            List<Target> others = new ArrayList<>();
            for (Target operand : operands) {
                if (operand instanceof Target.Name name) {
                    names.add(name.name());
                } else {
                    others.add(operand);
                }
            }
            if (!names.isEmpty()) {
                text.append("(n.name = any (?)");
                parameters.add(names);
                text.append(others.isEmpty() ? ")" : " or ");
            }
            if (!others.isEmpty()) {
                writeAll(others, " or ");
                text.append(names.isEmpty() ? "" : ")");
            }
        }

        private void writeAll(List<Target> operands, String operator) {
            if (operands.isEmpty()) {
                text.append(operator.equals(" and ") ? "true" : "false");
                return;
            }
            String separator = "(";
            for (Target operand : operands) {
                text.append(separator);
                write(operand);
                separator = operator;
            }
            text.append(')');
        }
    }
}
